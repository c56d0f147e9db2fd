/* Quoting: a menu at each number and for whatever is selected, and clean words for the clipboard. */

/* Words that a reader is told in passing, or, if `text` is given, a text that could not be copied, to copy by hand. */
const teller = document.createElement("div");

function tellReader(words, text = "") {
  const said = Object.assign(document.createElement("p"), { textContent: words });
  const field = text ? [Object.assign(document.createElement("textarea"), { value: text, readOnly: true, rows: 5, ariaLabel: words })] : [];
  teller.replaceChildren(said, ...field);
  teller.hidden = false;
  field[0]?.select();
  clearTimeout(+teller.dataset.timer);
  teller.dataset.timer = text ? "" : setTimeout(() => { teller.hidden = true; }, 5000);
}

/* To the clipboard; where there is no such thing (http without TLS), in the old way. `name`: what it is. */
async function copyText(text, name) {
  const byHand = () => {
    const field = Object.assign(document.createElement("textarea"), { value: text }), before = document.activeElement;
    const selected = getSelection(), range = selected.rangeCount && selected.getRangeAt(0);
    field.className = "abseits";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (range) selected.addRange(range);
    before?.focus({ preventScroll: true });
    return done;
  };
  const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false) || byHand();
  if (copied) tellReader(`Kopiert: ${name}`);
  else tellReader("Der Browser lässt nicht kopieren. Hier ist der Text:", text);
}

/* Which words of which paragraphs a range holds: [passage, start, end] of each, trimmed. */
function wordsIn(range) {
  return passages().flatMap((passage) => {
    if (passage.matches(".gone") || !range.intersectsNode(wordsOf(passage))) return [];
    const from = offsetIn(passage, range.startContainer, range.startOffset);
    const words = textOf(passage).slice(from, offsetIn(passage, range.endContainer, range.endOffset)), text = words.trim();
    const start = from + words.indexOf(text);
    return text ? [[passage, start, start + text.length]] : [];
  });
}

(() => {
  const main = document.querySelector("main"), { protocol } = PAGE ?? {};
  teller.className = "gesagt";
  teller.hidden = true;
  teller.setAttribute("role", "status");
  teller.addEventListener("keydown", ({ key }) => { if (key === "Escape") teller.hidden = true; });
  document.body.append(teller);
  if (!main?.showPopover || !protocol || !passages().length) return;

  /* What is quoted. */
  const sentenceOf = ([passage, start, end]) => {
    const known = sentencesOf(passage), first = known.findLastIndex(([at]) => at <= start) + 1, last = known.findLastIndex(([at]) => at < end) + 1;
    return last - first + 1 === known.length ? "" : first === last ? `${first}` : `${first}-${last}`;
  };
  /* From the last line known to begin before them to the one before the next that is known to begin after them. */
  const linesOfWords = (words) => {
    const marks = [...main.querySelectorAll(".passage .z:not(.lost)")], end = rangeOf(...words.at(-1)), range = rangeOf(...words[0]);
    range.setEnd(end.endContainer, end.endOffset);
    const before = (mark) => range.comparePoint(mark, 0) < 0, after = (mark) => range.comparePoint(mark, 0) > 0;
    const from = marks.findLastIndex(before), to = marks.findIndex(after), number = (n) => +marks[n].dataset.z;
    if (from < 0 || to < 0 || marks.slice(from, to + 1).some((mark) => mark.matches(".unsure"))) return null;
    return [`${number(from)}`, `${number(to) - 1}`];
  };
  const quoted = (words, selected) => {
    const numbers = words.map(([passage]) => numberOf(passage)), [first, last] = [numbers[0], numbers.at(-1)];
    const sentence = words.length === 1 ? sentenceOf(words[0]) : "", revision = protocol.published ? protocol.revision : 0;
    const there = addressOf(protocol.id, first, last, sentence, revision).replace(/^[^?#]*/, "");
    return {
      id: protocol.id, day: protocol.date, title: protocol.title, collection: PAGE.edition, first, last, numbers, sentence, revision,
      roles: words.map(([passage]) => passage.classList[1]),
      texts: words.map(([passage, start, end]) => textOf(passage).slice(start, end)),
      lines: selected ? linesOfWords(words) : null,
      address: (PAGE.site ? PAGE.site + protocol.url : location.href.replace(/[?#].*/s, "")) + there,
    };
  };
  const allOf = (passage) => [[passage, 0, textOf(passage).length]];

  /* The menu. First what a discussion needs, last what machines read. */
  const groups = [
    [["link", "Link kopieren"], ["chat", "Chatzeile"]],
    [["quote", "Zitat"], ["footnote", "Fußnote"], ["markdown", "Markdown"]],
    [["bibtex", "BibTeX"], ["ris", "RIS"], ["csl", "CSL-JSON"]],
    [["", "Merken"]],
  ];
  const make = (tag, fields, ...inside) => {
    const made = Object.assign(document.createElement(tag), fields);
    made.append(...inside);
    return made;
  };
  const head = make("p", { id: "zitat-kopf" }), menu = make("div", { className: "zitat", popover: "manual" }, head);
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-labelledby", head.id);
  for (const group of groups) {
    const rows = group.map(([form, label]) => {
      const item = make("button", { type: "button", tabIndex: -1, textContent: label });
      item.setAttribute("role", "menuitem");
      item.addEventListener("click", () => choose(form, label));
      return item;
    });
    menu.append(make("div", {}, ...rows));
    menu.lastChild.setAttribute("role", "group");
  }
  menu.append(make("p", { className: "taste" }, "Taste ", make("kbd", { textContent: "z" })));
  const offer = make("button", { type: "button", className: "zitieren", popover: "manual", textContent: "Zitieren" });
  main.append(menu, offer);
  const items = [...menu.querySelectorAll("button")];

  let passage = null, opener = null; // what the menu would quote, and what has the focus back
  const shut = (back) => {
    if (!menu.matches(":popover-open")) return;
    if (back) opener?.focus({ preventScroll: true });
    menu.hidePopover();
    opener?.removeAttribute("aria-expanded");
    passage = opener = null;
  };
  const choose = (form, label) => {
    const chosen = passage;
    shut(true);
    if (!form) document.dispatchEvent(new CustomEvent("merken", { detail: chosen }));
    else copyText(quote(form, chosen), `${form === "link" ? "Link zu" : `${label},`} ${quoteFields(chosen, (words) => words).place}`);
  };
  /* On the screen, below a box, or above it where there is no room. */
  const put = (node, box, gap) => {
    const { clientWidth, clientHeight } = document.documentElement, edge = 8;
    const set = (name, value) => node.style.setProperty(name, `${value}px`);
    node.togglePopover(true);
    set("left", 0);
    set("top", 0);
    const below = box.bottom + gap, room = clientHeight - node.offsetHeight - edge;
    const top = below <= room ? below : Math.max(edge, node === menu ? Math.min(room, Math.max(box.top - gap - node.offsetHeight, edge)) : below);
    set("left", Math.max(edge, Math.min(box.left, clientWidth - node.offsetWidth - edge)) + scrollX);
    set("top", top + scrollY);
  };
  const open = (chosen, box, from, page = "") => {
    shut();
    passage = chosen;
    opener = from;
    opener?.setAttribute("aria-expanded", "true");
    head.replaceChildren(quoteFields(chosen, (words) => words).reference, ...(page ? [make("span", { textContent: `Druck ${page}` })] : []));
    offer.togglePopover(false);
    put(menu, box, 4);
    items[0].focus({ preventScroll: true });
  };
  const openAt = (one) => {
    const number = one.querySelector(".rn");
    open(quoted(allOf(one)), number.getBoundingClientRect(), number, number.dataset.druck);
  };

  menu.addEventListener("keydown", (event) => {
    const at = items.indexOf(document.activeElement), { length } = items, { key } = event;
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: -1 }[key];
    const next = to === undefined ? [...items.slice(at + 1), ...items].find((item) => item.textContent[0].toLowerCase() === key.toLowerCase()) : items.at(to % length);
    if (key === "Escape" || key === "Tab") shut(true);
    else if (next && !event.ctrlKey && !event.metaKey && !event.altKey) next.focus();
    else return;
    if (key !== "Tab") event.preventDefault();
    event.stopPropagation();
  });
  main.addEventListener("click", (event) => {
    const number = event.target.closest?.(".passage:not(.gone) > .rn");
    if (!number || event.defaultPrevented || !plainClick(event)) return;
    event.preventDefault();
    if (number === opener) return shut(true);
    const top = number.getBoundingClientRect().top;
    visit(number.hash);
    scrollBy(0, number.getBoundingClientRect().top - top); // the number stays under the pointer
    openAt(number.parentElement);
  });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.contains(target) && !opener?.contains(target)) shut();
  });

  /* What is selected. */
  const selected = () => {
    const selection = getSelection();
    return selection.isCollapsed || !selection.rangeCount ? [] : wordsIn(selection.getRangeAt(0));
  };
  const endOf = (words) => {
    const boxes = [...rangeOf(...words.at(-1)).getClientRects()], { right, top, bottom } = boxes.at(-1);
    return { left: right, top, bottom };
  };
  const coarse = matchMedia("(pointer: coarse)");
  let held = false, timer = 0, words = [];
  const offering = () => {
    words = held ? [] : selected();
    if (!words.length || menu.matches(":popover-open")) offer.togglePopover(false);
    else put(offer, endOf(words), coarse.matches ? 36 : 8); // below the handles of a touch screen
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(offering, 200);
  };
  document.addEventListener("selectionchange", soon);
  addEventListener("resize", soon);
  for (const type of ["pointerdown", "pointerup", "pointercancel"]) {
    document.addEventListener(type, (event) => {
      if (offer.contains(event.target)) return;
      held = type === "pointerdown";
      soon();
    });
  }
  offer.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the selection
  offer.addEventListener("mousedown", (event) => event.preventDefault());
  const openSelected = (chosen) => open(quoted(chosen, true), endOf(chosen), document.activeElement);
  offer.addEventListener("click", () => words.length && openSelected(words));

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (key === "Escape" && offer.matches(":popover-open")) offer.hidePopover();
    if (key !== "z" || !plainClick(event) || target.closest?.("input, textarea, select, [contenteditable]")) return;
    const chosen = selected(), seen = passages().filter((one) => !one.matches(".gone")), high = innerHeight / 4;
    const inView = (one) => one && one.getBoundingClientRect().bottom > 0 && one.getBoundingClientRect().top < innerHeight;
    const one = passageOf(document.activeElement) ?? seen.find((marked) => marked.matches(".gemeint, .teilweise") && inView(marked))
      ?? seen.find((other) => other.getBoundingClientRect().bottom > high) ?? seen.at(-1);
    event.preventDefault();
    if (chosen.length) openSelected(chosen);
    else if (one) openAt(one);
  });

  /* The browser's own copying: of paragraphs only their words. What lies outside of them is left to the browser. */
  const outside = (range) => {
    if (passageOf(range.commonAncestorContainer)) return "";
    const rest = range.cloneContents();
    rest.querySelectorAll(".passage, .apparat, .ankunft, [popover]").forEach((node) => node.remove());
    return rest.textContent.trim();
  };
  const clean = (text) => text.replaceAll("\u00ad", "");
  const styled = (one) => {
    const box = make("p", {}, rangeOf(...one).cloneContents());
    box.querySelectorAll(":not(em, strong)").forEach((node) => node.replaceWith(...node.childNodes));
    return box;
  };
  document.addEventListener("copy", (event) => {
    const found = event.target.closest?.("input, textarea") ? [] : selected();
    if (!found.length || outside(getSelection().getRangeAt(0))) return;
    const texts = found.map(([one, start, end]) => textOf(one).slice(start, end));
    const boxes = found.map(styled);
    event.clipboardData.setData("text/plain", clean(texts.join("\n\n")));
    event.clipboardData.setData("text/html", clean(boxes.map((box) => (boxes.length > 1 ? box.outerHTML : box.innerHTML)).join("\n")));
    event.preventDefault();
  });
})();
