/* Quoting: a menu at each number and for whatever is selected, and clean words for the clipboard. */

/* What a reader is told in passing; `text`: one that could not be copied, to be copied by hand. */
const teller = partOfPage(".gesagt");
document.body.append(teller ?? "");

function tellReader(words, text = "") {
  const [said, field] = teller.children;
  clearTimeout(tellReader.timer);
  said.textContent = words;
  field.value = text;
  field.hidden = !text;
  field.onkeydown = ({ key }) => { teller.hidden ||= key === "Escape"; };
  teller.hidden = false;
  if (text) field.select();
  else tellReader.timer = setTimeout(() => { teller.hidden = true; }, 5000);
}

/* To the clipboard; where there is none (http without TLS), in the old way. `name`: what it is. */
async function copyText(text, name) {
  const before = document.activeElement, told = `Kopiert: ${name}`;
  if (await navigator.clipboard?.writeText(text).then(() => true, () => false)) return tellReader(told);
  tellReader(teller.dataset.verwehrt, text);
  if (!document.execCommand("copy")) return;
  tellReader(told);
  before?.focus({ preventScroll: true });
}

(() => {
  const main = document.querySelector("main"), { protocol } = PAGE ?? {}, quotable = passages().filter((one) => !one.matches(".gone"));
  const [menu, offer] = [".zitat", ".zitieren"].map(partOfPage), head = menu?.firstElementChild;
  if (!menu || !main.showPopover || !quotable.length) return;
  main.append(menu, offer);

  /* Of a range, or what is selected: [passage, start, end] of the words in each passage, trimmed. */
  const selected = (range = getSelection().rangeCount && getSelection().getRangeAt(0)) => quotable.flatMap((passage) => {
    if (!range || range.collapsed || !range.intersectsNode(passage)) return [];
    const from = offsetIn(passage, range.startContainer, range.startOffset), to = offsetIn(passage, range.endContainer, range.endOffset);
    const words = textOf(passage).slice(from, to), start = from + words.search(/\S|$/);
    return words.trim() ? [[passage, start, start + words.trim().length]] : [];
  });
  const sentenceOf = ([passage, start, end]) => {
    const known = sentencesOf(passage), first = known.findLastIndex(([at]) => at <= start), last = known.findLastIndex(([at]) => at < end);
    return last - first + 1 === known.length ? "" : [...new Set([first + 1, last + 1])].join("-");
  };
  const rangeFrom = (words) => {
    const range = rangeOf(...words[0]), { endContainer, endOffset } = rangeOf(...words.at(-1));
    range.setEnd(endContainer, endOffset);
    return range;
  };
  /* From the last line known to begin before the words to the one before the next known to begin after them. */
  const linesOf = (range) => {
    const marks = [...main.querySelectorAll(".passage .z:not(.lost)")], side = marks.map((mark) => range.comparePoint(mark, 0));
    const from = side.lastIndexOf(-1), to = side.indexOf(1);
    if (from < 0 || to < 0 || marks.slice(from, to + 1).some((mark) => mark.matches(".unsure"))) return null;
    const { z } = marks[to].dataset;
    return [marks[from].dataset.z, z.includes(".") ? marks[to - 1].dataset.z : `${z - 1}`];
  };
  const quoted = (words, lines = null) => {
    const numbers = words.map(([passage]) => numberOf(passage)), first = numbers[0], last = numbers.at(-1);
    const sentence = words[1] ? "" : sentenceOf(words[0]), revision = protocol.published ? protocol.revision : 0;
    const there = passageAddress(first, last, sentence, revision);
    return {
      id: protocol.id, day: protocol.date, title: protocol.title, collection: PAGE.edition, first, last, numbers, sentence, revision, lines,
      roles: words.map(([passage]) => passage.classList[1]),
      texts: words.map(([passage, start, end]) => textOf(passage).slice(start, end)),
      address: addressHere(protocol.url) + there,
    };
  };

  const items = [...menu.querySelectorAll("button")];
  let passage = null, opener = null; // what the menu would quote, and what has the focus back
  const shut = () => {
    if (menu.contains(document.activeElement)) opener?.focus({ preventScroll: true });
    menu.togglePopover(false);
    passage = opener = null;
  };
  const open = (chosen, box, from, page) => {
    shut();
    passage = chosen;
    opener = from;
    head.replaceChildren(quoteFields(chosen).reference, page ? element("span", {}, `Druck ${page}`) : "");
    offer.togglePopover(false);
    showBeside(menu, box, 4);
    items[0].focus({ preventScroll: true });
  };
  const openAt = (one) => {
    const number = one.querySelector(".rn");
    open(quoted([[one, 0, textOf(one).length]]), number.getBoundingClientRect(), number, number.dataset.druck);
  };
  const endOf = (words) => {
    const { right, top, bottom } = [...rangeOf(...words.at(-1)).getClientRects()].at(-1);
    return { left: right, top, bottom };
  };
  const openFor = (words) => open(quoted(words, linesOf(rangeFrom(words))), endOf(words), document.activeElement);

  menu.addEventListener("click", ({ target }) => {
    const chosen = passage, { value, textContent } = target.closest("button") ?? {};
    if (value === undefined) return;
    shut();
    if (value) copyText(quote(value, chosen), `${textContent.split(" ")[0]}, ${quoteFields(chosen).place}`);
    else document.dispatchEvent(new CustomEvent("merken", { detail: chosen }));
  });
  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement), { key } = event;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key];
    if (key === "Escape" || key === "Tab") shut();
    else if (to !== undefined) items.at(to % items.length).focus();
    else return;
    if (key !== "Tab") event.preventDefault();
    event.stopPropagation();
  });
  main.addEventListener("click", (event) => {
    const number = event.target.closest?.(".passage:not(.gone) > .rn");
    if (!number || event.defaultPrevented || !plainClick(event)) return;
    event.preventDefault();
    if (number === opener) return shut();
    const top = () => number.getBoundingClientRect().top, before = top();
    visit(number.hash);
    scrollBy(0, top() - before); // the number stays where it was touched
    openAt(number.parentElement);
  });

  /* What is selected is offered when it stands still, below it, out of the way of a finger's handles. */
  let held = false, timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const words = held || passage ? [] : selected();
      if (words.length) showBeside(offer, endOf(words), matchMedia("(pointer: coarse)").matches ? 36 : 8);
      else offer.togglePopover(false);
    }, 200);
  };
  for (const type of ["pointerdown", "pointerup", "pointercancel", "selectionchange"]) {
    document.addEventListener(type, ({ target }) => {
      if (target === offer) return;
      if (type !== "selectionchange") held = type === "pointerdown";
      if (held && !menu.contains(target) && !opener?.contains(target)) shut();
      soon();
    });
  }
  offer.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  offer.addEventListener("click", () => openFor(selected()));

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") offer.togglePopover(false);
    if (event.key !== "z" || !plainClick(event) || inField(event)) return;
    const words = selected(), seen = quotable.filter(inView);
    const one = quotable.find((other) => other.contains(document.activeElement))
      ?? seen.find((other) => other.matches(".gemeint, .teilweise")) ?? seen[0] ?? quotable.at(-1);
    event.preventDefault();
    if (words.length) openFor(words);
    else openAt(one);
  });

  /* The browser's own copying: of passages only their words. What reaches beyond them is left to the browser. */
  document.addEventListener("copy", (event) => {
    const words = inField(event) ? [] : selected();
    const { startContainer, endContainer } = words.length && getSelection().getRangeAt(0);
    if (!passageOf(startContainer) || !passageOf(endContainer)) return;
    const styled = words.map((one) => {
      const box = element("p", {}, rangeOf(...one).cloneContents());
      box.querySelectorAll(":not(em, strong)").forEach((node) => node.replaceWith(...node.childNodes));
      return box;
    });
    const give = (kind, texts, between) => event.clipboardData.setData(kind, texts.join(between).replaceAll("\u00ad", ""));
    give("text/plain", styled.map((box) => box.textContent), "\n\n");
    give("text/html", styled.map((box) => (styled.length > 1 ? box.outerHTML : box.innerHTML)), "\n");
    event.preventDefault();
  });
})();
