/* Full-text search. The index lies in files by key (apparatus/searching/shards.py); the text of a protocol is only loaded
   when it is shown. A paragraph is a number: place of its year × YEAR_STEP + its place in the year. */
const INDEX_HEAD = "suche/woerter.js";
const YEAR_STEP = 1e6;
const GAP_SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ROLE_OF_LETTER = { c: "contribution", h: "chair", f: "frame" };
const PREFIX_LEAST = 3;

/* Terms: a word, or the words of a phrase in quotes. The last one may go on, unless a space or a quote ends it. */
function parseQuery(query) {
  const terms = [];
  for (const [, quoted, , plain] of query.matchAll(/["„“”»«]([^"„“”»«]*)(["„“”»«]|$)|([^"„“”»«]+)/g)) {
    if (plain === undefined) {
      const words = quoted.replace(WORD_JOINT, " ").match(WORD_FORM) ?? [];
      if (words.length) terms.push({ phrase: true, text: quoted.trim(), words: words.map(searchWord) });
    } else {
      for (const text of plain.match(WORD_FORM) ?? []) terms.push({ phrase: false, text, words: [searchWord(text)] });
    }
  }
  const last = terms.at(-1)?.words.at(-1);
  if (last && /[\p{L}\p{N}\u0300-\u036f]$/u.test(query) && last.folded.length >= PREFIX_LEAST) last.begins = true;
  return terms;
}

/* In small letters a word may be a noun or not. */
const searchWord = (text) => ({
  folded: foldWord(text), stems: [...new Set([stemWord(text), stemWord(text[0].toUpperCase() + text.slice(1))])],
});

/* Lines of the index whose keys are in the list, or begin with `prefix`. */
async function indexLines(head, keys, prefix) {
  const fileOf = (key) => Math.max(0, head.cuts.findLastIndex((cut) => cut <= key));
  const files = new Set(keys.map(fileOf));
  if (prefix) for (let n = fileOf(prefix); n <= fileOf(`${prefix}\uffff`); n++) files.add(n);
  const texts = await Promise.all([...files].map((n) => load(`suche/woerter-${n}.js`)));
  return texts.flatMap((text) => text.split(";")).map((line) => line.split(":"))
    .filter(([key]) => keys.includes(key) || (prefix && key.startsWith(prefix))).map(([, places]) => places);
}

function* decodePlaces(places) {
  let at = -1;
  for (const [, digits, sign] of places.matchAll(/(\d*)([a-zA-Z.])/g)) {
    if (sign === ".") at = digits * YEAR_STEP - 1;
    else yield (at += digits * GAP_SIGNS.length + GAP_SIGNS.indexOf(sign) + 1);
  }
}

async function placesOfWord(head, word) {
  const lines = await indexLines(head, word.stems, word.begins ? word.folded : "");
  return new Set(lines.flatMap((line) => [...decodePlaces(line)]));
}

/* Where all terms stand: the latest protocol first. `missing`: words that stand nowhere. */
async function findParagraphs(query, { role, year } = {}) {
  const terms = parseQuery(query), head = await load(INDEX_HEAD), found = { terms, protocols: [], count: 0, missing: [] };
  if (!terms.length) return found;
  const words = terms.flatMap((term) => term.words);
  const sets = await Promise.all(words.map((word) => placesOfWord(head, word)));
  found.missing = terms.filter((term) => term.words.some((word) => !sets[words.indexOf(word)].size)).map((t) => t.text);
  const letter = Object.keys(ROLE_OF_LETTER).find((one) => ROLE_OF_LETTER[one] === role);
  if (letter) sets.push(await placesOfWord(head, { stems: [`=${letter}`] }));
  const places = [...sets[0]].filter((place) => sets.every((set) => set.has(place))).sort((a, b) => a - b);
  head.years.forEach(([name, protocols], n) => {
    let first = n * YEAR_STEP;
    for (const [day, length] of protocols) {
      const inside = places.filter((place) => place >= first && place < first + length).map((place) => place - first);
      if (inside.length && (!year || +year === name)) found.protocols.unshift({ id: `${name}-${day}`, places: inside });
      first += length;
    }
  });
  found.count = found.protocols.reduce((sum, protocol) => sum + protocol.places.length, 0);
  return found;
}

/* [start, end] of all that was searched for, or null if a phrase is not in the text. */
function searchMarks(terms, text) {
  const words = [...text.matchAll(WORD_FORM)].map((m) => ({ start: m.index, end: m.index + m[0].length, text: m[0] }));
  const marks = [];
  for (const term of terms) {
    const own = term.phrase ? phraseMarks(term.words, words) : words.filter((word) => isMeant(term.words[0], word.text));
    if (term.phrase && !own.length) return null;
    marks.push(...own.map(({ start, end }) => [start, end]));
  }
  return marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]).filter(([, end], n, all) => all.slice(0, n).every((m) => m[1] < end));
}

/* Whether a word of a paragraph that was found is one of those it was found by: itself, a part of it, or around it. */
function isMeant({ stems, folded, begins }, text) {
  const parts = [text, ...text.split(WORD_JOINT)].filter(Boolean), whole = foldWord(text);
  return parts.some((part) => stems.includes(stemWord(part)) || (begins && foldWord(part).startsWith(folded)))
    || stems.some((stem) => stem.length >= 4 && /^\p{Lu}/u.test(text) && whole.includes(stem));
}

/* A phrase stands there word for word; hyphens count as spaces. */
function phraseMarks(wanted, words) {
  const parts = words.flatMap(({ start, text }) =>
    [...text.matchAll(/[^-\u2010\u2011'’]+/g)].map((m) => ({ start: start + m.index, end: start + m.index + m[0].length, folded: foldWord(m[0]) })));
  const fits = (word, part) => part && (part.folded === word.folded || (word.begins && part.folded.startsWith(word.folded)));
  return parts.flatMap(({ start }, at) =>
    (wanted.every((word, n) => fits(word, parts[at + n])) ? [{ start, end: parts[at + wanted.length - 1].end }] : []));
}

/* The paragraphs themselves, protocol by protocol; null for a protocol in which they are no answer after all, as only the
   text knows phrases. A file that is not there is passed over; nothing is thrown. */
async function* paragraphsOf({ terms, protocols }) {
  for (const { id, places } of protocols) {
    const text = await load(`suche/${id}.js`).catch(() => null);
    let isAnswer = false;
    for (const place of text ? places : []) {
      const [rn, letter, words] = text.paragraphs[place] ?? [], marks = words && searchMarks(terms, words);
      isAnswer ||= !!marks;
      if (marks) yield { id, rn, role: ROLE_OF_LETTER[letter], text: words, marks };
    }
    if (!isAnswer) yield null;
  }
}

async function* searchParagraphs(query, options = {}) {
  const found = await findParagraphs(query, options).catch(() => null);
  for await (const hit of found ? paragraphsOf(found) : []) if (hit) yield hit;
}
