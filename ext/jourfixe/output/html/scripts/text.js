/* Passages as texts: where an offset into a paragraph is on the page, and the other way round. Line and note marks are
   empty, so the text of the page is the text of the paragraph. */
const PAGE = JSON.parse(document.getElementById("seite")?.textContent ?? "null");

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
