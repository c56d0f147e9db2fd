/* Forms of a quotation. The table FORMS and what is given to it: apparatus/quoting; the same functions are there in
   Python. A passage: {day: "12.01.2026", id: "2026-01-12", first, last, numbers: ["34", …], roles: ["chair", …],
   texts: […] (these three for its paragraphs), address, and, where known, title, collection, sentence: "2-3", revision,
   lines: ["155", "164"], named: whether Fassung 1 is told too}. */
const forms = FORMS.forms;

function quote(form, passage) {
  const table = forms[form], several = passage.texts.length > 1;
  const text = (words) => applied(table.inner ? FORMS.inner : [], applied(FORMS.clean, words ?? "").replace(/^ +| +$/g, ""));
  const escaped = (words) => applied(table.escape ?? [], words);
  const fields = quoteFields(passage, text);
  fields.words = passage.texts.map((words, n) => {
    const one = { number: several ? passage.numbers[n] : "", role: FORMS.roles[passage.roles[n]] };
    const source = fill(FORMS.source, one);
    return fill(table.each ?? "", { ...one, source, text: applied(table.start ?? [], escaped(text(words))) });
  }).filter(Boolean).join(table.join ?? "");
  const plain = ["words", "address", "url", "key"];
  return fill(several && table.many || table.one, fields, (name, value) => plain.includes(name) ? value : escaped(value));
}

function quoteFields(passage, text = (words) => words) {
  const [year, mm, dd] = passage.id.split("-");
  const address = applied(FORMS.clean, passage.address).replace(new RegExp(FORMS.address, "g"),
    (sign) => `%${sign.charCodeAt().toString(16).toUpperCase()}`), sentence = passage.sentence ?? "";
  const fields = {
    ...passage, year, mm, dd, address,
    last: passage.last === passage.first ? "" : passage.last,
    sentence: sentence.replace("-", "–"), satz: sentence,
    lines: passage.lines && spanOf("z", ...passage.lines),
    revision: passage.revision > (passage.named ? 0 : 1) ? `${passage.revision}` : "",
    month: `${+mm}`, date: `${+dd}`,
    title: text(passage.title), collection: text(passage.collection),
    role: new Set(passage.roles).size === 1 ? FORMS.roles[passage.roles[0]] : "",
    opening: openingOf(passage.texts.map(text)),
    url: /^https?:\/\//.test(address) ? address : "",
  };
  for (const [name, template] of FORMS.fields) fields[name] = fill(template, fields);
  return fields;
}

function openingOf([first = "", ...more]) {
  let cut = [...first].slice(0, FORMS.opening).join("");
  if (cut !== first) cut = cut.slice(0, cut.lastIndexOf(" ") >>> 0);
  return cut !== first || more.length ? applied(FORMS.closing, cut) : first;
}

const applied = (rules, text) => rules.reduce((words, [pattern, by]) => words.replace(new RegExp(pattern, "gu"), by), text);
