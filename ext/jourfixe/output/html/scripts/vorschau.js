/* Previews: beside a link, the words it leads to. Comfort only: without script, or without popovers, a link is a link. */
(() => {
  const main = document.querySelector("main");
  if (!main?.showPopover) return;

  const OPEN = 350, CLOSE = 250; // ms: how long a pointer rests on a link, and how long it may be away from both
  const GAP = 6, EDGE = 8; // px: from the link, from the edge of the screen
  const LINES = 9; // of text, where the screen has room for them

  const pane = document.createElement("div");
  const add = (tag, className) => pane.appendChild(Object.assign(document.createElement(tag), { className }));
  const heading = add("p", "v-kopf"), text = add("p", "v-text"), onward = add("a", "v-weiter");
  pane.id = "vorschau-fenster";
  pane.className = "vorschau";
  pane.popover = "manual";
  onward.textContent = "Zur Stelle";
  main.append(pane);

  /* What is known of the other end of a link: words given with the page, or those of a place on this page. */
  const words = (nodes) => [...nodes].map((node) => node.textContent.trim()).join(" ");
  const given = new Map();
  for (const { dataset, children } of document.getElementById("vorschau")?.content.children ?? []) {
    given.set(dataset.for, { heading: words([children[0]]), text: words([...children].slice(1)) });
  }
  const kinds = {
    ".passage": (at) => [at.querySelector(".rn").getAttribute("aria-label"), at.querySelectorAll("p")],
    ".anmerkung": (at) => [`Anmerkung ${words(at.querySelectorAll(".nummer"))}`, at.querySelectorAll("p")],
    dt: (at) => {
      let body = at;
      while (body && body.tagName !== "DD") body = body.nextElementSibling;
      return [words([...at.childNodes].filter((node) => !node.matches?.(".headerlink"))), [body?.querySelector("p") ?? at]];
    },
  };
  const preview = (link) => {
    const known = given.get(link.getAttribute("href"));
    if (known) return known;
    const here = link.pathname === location.pathname;
    const target = here && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const kind = target && !target.contains(link) && Object.keys(kinds).find((one) => target.matches(one));
    if (!kind) return null;
    const [name, nodes] = kinds[kind](target);
    return { heading: name, text: words(nodes), note: kind === ".anmerkung" && target };
  };

  /* One link at a time: a note on the screen is pointed at, anything else is shown in the pane. */
  let shown = null, note = null, aim = null, timer = 0, finger = false; // aim: the link shown, or soon to be
  const plan = (act, ms) => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
  const close = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    note?.classList.remove("gemeint");
    pane.togglePopover(false);
    shown = note = aim = null;
  };
  const leave = () => aim?.matches(":focus-visible") || plan(close, CLOSE);
  const visible = (node) => {
    const box = node.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= document.documentElement.clientHeight;
  };
  const show = (link, at) => {
    const found = preview(link);
    close();
    if (!found) return;
    shown = aim = link;
    if (found.note && visible(found.note)) {
      note = found.note;
      note.classList.add("gemeint");
    } else {
      heading.textContent = found.heading;
      text.textContent = found.text;
      onward.href = link.getAttribute("href");
      onward.hidden = !finger;
      pane.setAttribute("role", finger ? "dialog" : "tooltip");
      pane.ariaLabel = finger ? found.heading || link.textContent : null;
      pane.togglePopover(true);
      place(link, at);
    }
    link.setAttribute("aria-describedby", (note ?? pane).id);
  };
  const soon = (link, at) => {
    aim = link;
    plan(() => show(link, at), OPEN);
  };

  /* Below the line that was pointed at, or above it where there is more room; moves with the page when it scrolls. */
  const place = (link, at) => {
    const boxes = [...link.getClientRects()];
    const box = boxes.find((one) => at && one.top <= at.clientY && at.clientY <= one.bottom) ?? boxes[0];
    const { clientWidth, clientHeight } = document.documentElement;
    const set = (name, value) => pane.style.setProperty(name, value);
    set("left", 0);
    set("top", 0);
    set("--zeilen", LINES);
    const above = box.top - GAP - EDGE, below = clientHeight - box.bottom - GAP - EDGE;
    const up = pane.offsetHeight > below && above > below;
    const excess = pane.offsetHeight - (up ? above : below), line = parseFloat(getComputedStyle(text).lineHeight);
    if (excess > 0) set("--zeilen", Math.max(1, Math.round(text.offsetHeight / line) - Math.ceil(excess / line)));
    const left = Math.max(EDGE, Math.min(box.left, clientWidth - pane.offsetWidth - EDGE));
    const top = up ? box.top - GAP - pane.offsetHeight : box.bottom + GAP;
    set("left", `${left + scrollX}px`);
    set("top", `${top + scrollY}px`);
  };

  /* Pointer, keyboard, finger. A finger's first tap shows, the second one follows; a key follows at once. */
  const linkAt = ({ target }) => (pane.contains(target) ? null : target.closest?.("a[href]"));
  main.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event);
    if (link && link !== shown) soon(link, event);
    else if (link || pane.contains(event.target)) clearTimeout(timer);
    else leave();
  });
  main.addEventListener("pointerleave", leave);
  main.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible")) soon(link);
  });
  main.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (!pane.contains(relatedTarget) && (!shown || target === shown || pane.contains(target))) close();
  });
  main.addEventListener("click", (event) => {
    const link = linkAt(event);
    if (finger && event.detail && link && link !== shown && preview(link)) {
      event.preventDefault();
      show(link, event);
    } else if (link || event.target === onward) close();
  });
  document.addEventListener("pointerdown", (event) => {
    finger = event.pointerType === "touch";
    if (shown && !pane.contains(event.target) && linkAt(event) !== shown) close();
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  addEventListener("resize", close);
})();
