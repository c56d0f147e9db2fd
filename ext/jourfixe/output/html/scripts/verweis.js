/* References as people type them, and where they lead. Grammar, sentences and rules are those of apparatus/referring;
   this is the same in JavaScript, against suche/register.js. */

/* ⟨name⟩ is a field; ⟦…⟧, and a line, are left out if a field in them is empty. */
function fill(template, fields, escape = (_, value) => value) {
  const complete = (part) => [...part.matchAll(/⟨(\w+)⟩/g)].every(([, name]) => fields[name]);
  const chosen = template.replace(/⟦([^⟧]*)⟧/g, (_, part) => (complete(part) ? part : ""));
  return chosen.split("\n").filter(complete).join("\n").replace(/⟨(\w+)⟩/g, (_, name) => escape(name, `${fields[name]}`));
}

/* {year, month, day, unit: "rn" | "z" | "s" | "", spans: [["34", "36" | "f" | "ff" | ""], …], sentence: "2-3", revision (-1:
   Fassung 0), issue: "4-25"}; what is not said is 0 or empty. null if the text is no reference. */
function parseReference(text) {
  if ([...text].length > GRAMMAR.longest) return null;
  const plain = text.replace(new RegExp(GRAMMAR.dashes, "g"), "-").replace(new RegExp(GRAMMAR.spaces, "g"), " ");
  const folded = plain.replace(/^ +| +$/g, "").toLowerCase();
  for (const form of GRAMMAR.forms) for (const unit of GRAMMAR.units) {
    const said = new RegExp(wholePattern(form, { ...GRAMMAR.parts, unit })).exec(folded)?.groups;
    if (said) return readReference(said);
  }
  return null;
}
const wholePattern = (pattern, parts) => pattern.replace(/⟨(\w+)⟩/g, (_, name) => wholePattern(parts[name], parts));

function readReference(said) {
  const query = Object.fromEntries([...(said.query ?? "").matchAll(new RegExp(GRAMMAR.query, "g"))].map((m) => m.slice(1)));
  let spans = [...(said.spans ?? "").matchAll(new RegExp(GRAMMAR.parts.span, "g"))].map((m) => [m[1], m[2] ?? m[3] ?? m[4] ?? ""]);
  const { quarter, volume, leaf, line, toleaf = leaf, toline, tail = toline ? `${toleaf}.${toline}` : "" } = said;
  if (leaf) spans = [[`${leaf}.${line}`, tail]];
  if (query.bis && spans.length) spans = [[spans[0][0], query.bis]];
  const issue = quarter ? `${quarter === "0" ? quarter : +quarter}-${volume.slice(-2)}` : "";
  const unit = leaf ? "z" : { r: "rn", z: "z", s: "s" }[said.unit?.[0]] ?? (!spans.length ? "" : issue ? "s" : "rn");
  const sentence = said.sentence?.replaceAll(" ", "") ?? query.satz ?? "";
  if (sentence && !(unit === "rn" && spans.length === 1 && !spans[0][1] && /^\d\d?(-\d\d?)?$/.test(sentence))) return null;
  const revision = said.revision ?? query.fassung ?? "";
  return { ...dateOf(said), unit, spans, sentence, revision: /^\d{1,3}$/.test(revision) ? +revision || -1 : 0, issue };
}

function dateOf({ iso, day, month, year = "" }) {
  if (iso) [year, month, day] = iso.split("-");
  if (!day) return { year: 0, month: 0, day: 0 };
  const short = year.trim(), named = GRAMMAR.months.indexOf(month.slice(0, 3)) + 1;
  return { year: +short + (short.length !== 2 ? 0 : short >= "90" ? 1900 : 2000), month: named || parseInt(month), day: +day };
}

/* What an address has behind that of the page. */
function passageAddress(first = "", last = "", sentence = "", revision = 0, unit = "rn") {
  const query = Object.entries({ fassung: revision, bis: last === first ? "" : last, satz: sentence }).filter(([, value]) => value);
  const asked = query.map((pair) => pair.join("=")).join("&");
  return (asked && `?${asked}`) + (first && `#${unit}-${first}`);
}
/* From the top of the site. */
const addressOf = (id, ...passage) => `protokolle/${id}.html${passageAddress(...passage)}`;

/* [{address, label}, …], one for each span, or {problem, nearest: [{address, label}, …]}. `current`: id of the protocol
   that is meant where none is said. What the register does not hold (Fassungen, lines, sentences) is not checked; where a
   number has gone, its page tells. */
function resolveReference(said, { protocols, places }, current = "") {
  const wrong = (kind, fields, ...nearest) => ({ problem: fill(PROBLEMS[kind], fields), nearest });
  const only = protocols.length === 1 && protocols[0], meant = protocols.find(([id]) => id === current) ?? only;
  const found = said.day ? onDay(said, protocols, wrong) : meant;
  if (said.issue || (said.unit === "s" && !said.day && !meant)) return onPages(said, said.issue, places, wrong);
  if (!found) {
    const first = said.unit === "rn" && said.spans[0][0], having = protocols.filter((row) => first && expanded(row[3]).includes(first));
    return protocols.length ? wrong("open", {}, ...having.slice(0, 3).map((row) => passageAt(row[0], first))) : wrong("empty", {});
  }
  if (found.problem) return found;
  const [id, , issue, ranges, gone] = found;
  if (said.unit === "s") return onPages(said, issue, places, wrong);
  if (said.revision < 0) return wrong("revision", { day: germanDay(id), revision: "0" }, wholeOf(id));
  if (!said.unit) return [{ ...wholeOf(id), address: addressOf(id, "", "", "", said.revision) }];
  const all = said.unit === "rn" && expanded(ranges), known = [...(all || []), ...(gone || "").split(" ")], spans = [];
  for (let [first, last] of said.spans) {
    const short = first.replace(/f+$/, "");
    if (all && !last && !all.includes(first) && all.includes(short)) [first, last] = [short, first.slice(short.length)];
    if (last === "f") last = all ? all[all.indexOf(first) + 1] ?? "" : first.replace(/\d+$/, (n) => `${+n + 1}`);
    const end = last === "ff" ? "" : last, rn = all && !said.revision && [first, end].find((one) => one && !known.includes(one));
    if (rn) {
      const near = nearestOf(all, rn);
      all.sort((a, b) => parseInt(a) - parseInt(b) || (a < b ? -1 : 1));
      return wrong("number", { rn, day: germanDay(id), first: all[0], last: all.at(-1) }, passageAt(id, near));
    }
    spans.push(passageAt(id, first, last, said.sentence, said.revision, said.unit));
  }
  return spans;
}

const germanDay = (id) => id.split("-").reverse().join(".");
const wholeOf = (id) => ({ address: addressOf(id), label: `Jour fixe ${germanDay(id)}` });
const nearestOf = (all, wanted, place = parseFloat) => {
  const far = (one) => Math.abs(place(one) - place(wanted));
  return all.reduce((best, one) => (far(one) < far(best) ? one : best));
};
/* Z. 155–160, Rn. 34 ff., Rn. 34 Satz 2–3, S. 3 Z. 5–9, S. 3 Z. 40 bis S. 4 Z. 2. */
const spanOf = (unit, first, last = "", sentence = "") => {
  const named = (one) => (one.includes(".") ? "S. " : unit === "z" ? "Z. " : "Rn. ") + one.replace(".", " Z. ");
  const from = named(first), to = named(last || first), head = from.replace(/\w+$/, "");
  const end = to === from ? "" : last === "ff" ? " ff." : to.startsWith(head) ? `–${to.slice(head.length)}` : ` bis ${to}`;
  return from + end + (sentence && ` Satz ${sentence.replace("-", "–")}`);
};
const expanded = (ranges) => ranges.split(" ").flatMap((range) => {
  const [first, last] = range.split("-");
  return last ? Array.from({ length: last - first + 1 }, (_, n) => `${+first + n}`) : [first];
});

/* A passage that there is; `last` may be "ff". */
function passageAt(id, first, last = "", sentence = "", revision = 0, unit = "rn") {
  const words = spanOf(unit, first, last, sentence), state = revision ? ` (Fassung ${revision})` : "";
  const address = addressOf(id, first, last === "ff" ? "" : last, sentence, revision, unit);
  return { address, label: `Jour fixe ${germanDay(id)}, ${words}${unit === "z" ? "" : state}` };
}

/* The row of the protocol of a day; the year may be missing. */
function onDay({ year, month, day }, protocols, wrong) {
  const wanted = [year || "", month, day].map((n) => `${n}`.padStart(2, "0")).join("-"), end = year ? wanted : wanted.slice(2);
  const said = { day: germanDay(wanted).replace(/00$/, "") }, fitting = protocols.filter(([id]) => id.endsWith(end));
  if (fitting.length === 1) return fitting[0];
  if (!protocols.length) return wrong("empty", {});
  const known = fitting.map(([id]) => wholeOf(id)), years = fitting.map(([id]) => id.slice(0, 4)).reverse().join(", ");
  if (years) return wrong("year", { ...said, years }, ...known);
  if (!year) return wrong("meeting", said);
  const near = nearestOf(protocols.map(([id]) => id), wanted, Date.parse);
  return wrong("meeting", { ...said, nearest: germanDay(near) }, wholeOf(near));
}

/* The register has each page once. */
function onPages({ spans }, issue, places, wrong) {
  const held = places.filter(([one]) => one === issue), at = ([, page, address]) => ({ address, label: `GS ${issue}, S. ${page}` });
  if (!issue) return wrong("issueless", {});
  if (!held.length) return wrong("issue", { issue });
  if (!spans.length) return [{ address: `${held[0][2].split("#")[0]}#heft-${issue}`, label: `GS ${issue}` }];
  const found = [];
  for (const [page, last] of spans) {
    const end = last[0] === "f" ? +page + (last === "f") : +last, on = held.filter(([, one]) => +one >= page && +one <= (end || page));
    if (!on.length) return wrong("page", { page: +last ? `${page}–${last}` : page, issue }, at(nearestOf(held, [, page], ([, one]) => one)));
    found.push(...on.filter((row) => row[1] === on[0][1]).map(at));
  }
  return found;
}
