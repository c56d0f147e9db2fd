/* Passages as texts: where an offset into a paragraph is on the page, and the other way round. Line and note marks are
   empty, so the text of the page is the text of the paragraph. */
const PAGE = JSON.parse(document.getElementById("seite")?.textContent ?? "null");

/* Of this page, as others can open it; `path`: from the top of the site. */
const addressHere = (path) => (PAGE.site ? PAGE.site + path : location.href.replace(/[?#].*/s, ""));

const partOfPage = (selector) => document.getElementById("teile")?.content.querySelector(selector);

const passages = () => [...document.querySelectorAll("main .passage")];
const passageOf = (node) => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest("main .passage");
const wordsOf = (passage) => passage.querySelector(":scope > p");
const textOf = (passage) => wordsOf(passage).textContent;
const numberOf = (passage) => passage.id.slice("rn-".length);

/* Offset into the passage of a place in it; before the passage it is 0, behind it the length of its text. */
function offsetIn(passage, node, offset) {
  const all = document.createRange(), before = document.createRange();
  all.selectNodeContents(wordsOf(passage));
  const where = all.comparePoint(node, offset);
  if (where) return where < 0 ? 0 : textOf(passage).length;
  before.setStart(all.startContainer, all.startOffset);
  before.setEnd(node, offset);
  return before.toString().length;
}

function rangeOf(passage, start, end) {
  const range = document.createRange(), texts = document.createTreeWalker(wordsOf(passage), NodeFilter.SHOW_TEXT);
  range.selectNodeContents(wordsOf(passage));
  for (let at = 0, node; (node = texts.nextNode()); at += node.length) {
    if (at <= start && start < at + node.length) range.setStart(node, start - at);
    if (at < end && end <= at + node.length) range.setEnd(node, end - at);
  }
  return range;
}

/* [start, end] of each sentence, without the space between them. */
function sentencesOf(passage) {
  const text = textOf(passage), starts = (passage.dataset.saetze ?? "0").split(" ").map(Number);
  return starts.map((start, n) => [start, start + text.slice(start, starts[n + 1]).trimEnd().length]);
}

const element = (tag, fields, ...inside) => {
  const made = Object.assign(document.createElement(tag), fields);
  made.append(...inside);
  return made;
};
const counted = (n, one, several) => `${n} ${n === 1 ? one : several}`;
/* More of it than its last line. */
const inView = (node) => {
  const { top, bottom } = node.getBoundingClientRect();
  return bottom > 40 && top < innerHeight; // px
};
const plainClick = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
const inField = ({ target }) => target.closest?.("input, textarea, select, [contenteditable]");

/* The words around the first mark ([start, end]), with all marks in them. */
function excerpt(text, marks) {
  const far = Math.max(0, (marks[0]?.[0] ?? 0) - 60), end = far + 300, words = element("span", {}, far ? "… " : "");
  let at = far && text.indexOf(" ", far) + 1;
  for (const [from, to] of marks.filter((mark) => mark[1] < end)) {
    words.append(text.slice(at, from), element("mark", {}, text.slice(from, to)));
    at = to;
  }
  words.append(text.slice(at, end), end < text.length ? "…" : "");
  return words;
}

/* Shows a popover below a box, or above it if there is no room; always on the screen. It moves with the page. */
function showBeside(node, { left, top, bottom }, gap) {
  const { clientWidth, clientHeight } = document.documentElement, { style } = node, edge = 8; // px
  const within = (at, length) => Math.max(edge, Math.min(at, length - edge));
  node.togglePopover(true);
  style.left = style.top = 0; // where nothing narrows it
  const { offsetWidth, offsetHeight } = node, below = bottom + gap;
  const at = below + offsetHeight + edge <= clientHeight ? below : top - gap - offsetHeight;
  style.left = `${within(left, clientWidth - offsetWidth)}px`;
  style.top = `${within(at, clientHeight - offsetHeight) + scrollY}px`;
}
