/* References as people type them, and where they lead. Grammar, sentences and rules are those of apparatus/referring;
   this is the same in JavaScript, against suche/register.js. */

/* ⟨name⟩ is a field; ⟦…⟧, and a line, are left out if a field in them is empty. */
function fill(template, fields, escape = (_, value) => value) {
  const complete = (part) => [...part.matchAll(/⟨(\w+)⟩/g)].every(([, name]) => fields[name]);
  const chosen = template.replace(/⟦([^⟧]*)⟧/g, (_, part) => (complete(part) ? part : ""));
  return chosen.split("\n").filter(complete).join("\n").replace(/⟨(\w+)⟩/g, (_, name) => escape(name, `${fields[name]}`));
}

/* {year, month, day, unit: "rn" | "z" | "s" | "", spans: [["34", "36" | "f" | "ff" | ""], …], sentence: "2-3", revision,
   issue: "4-25"}; what is not said is 0 or empty. null if the text is no reference. */
function parseReference(text) {
  if ([...text].length > GRAMMAR.longest) return null;
  const plain = text.replace(new RegExp(GRAMMAR.dashes, "g"), "-").replace(new RegExp(GRAMMAR.spaces, "g"), " ");
  const folded = plain.replace(/^ +| +$/g, "").toLowerCase();
  for (const form of GRAMMAR.forms) {
    const said = new RegExp(form).exec(folded)?.groups;
    if (said) return readReference(said);
  }
  return null;
}

function readReference(said) {
  const query = Object.fromEntries([...(said.query ?? "").matchAll(new RegExp(GRAMMAR.query, "g"))].map((m) => m.slice(1)));
  let spans = [...(said.spans ?? "").matchAll(new RegExp(GRAMMAR.span, "g"))].map((m) => [m[1], m[2] ?? m[3] ?? m[4] ?? ""]);
  if (query.bis && spans.length) spans = [[spans[0][0], query.bis]];
  const { quarter, volume } = said, issue = quarter ? `${quarter === "0" ? quarter : +quarter}-${volume.slice(-2)}` : "";
  const unit = { r: "rn", z: "z", s: "s" }[said.unit?.[0]] ?? (!spans.length ? "" : issue ? "s" : "rn");
  const sentence = said.sentence?.replaceAll(" ", "") ?? query.satz ?? "";
  if (sentence && !(unit === "rn" && spans.length === 1 && !spans[0][1] && /^\d\d?(-\d\d?)?$/.test(sentence))) return null;
  const revision = said.revision ?? query.fassung ?? "";
  return { ...dateOf(said), unit, spans, sentence, revision: /^\d{1,3}$/.test(revision) ? +revision : 0, issue };
}

function dateOf({ iso, day, month, year = "" }) {
  if (iso) [year, month, day] = iso.split("-");
  if (!day) return { year: 0, month: 0, day: 0 };
  const short = year.trim(), named = GRAMMAR.months.indexOf(month.slice(0, 3)) + 1;
  return { year: +short + (short.length !== 2 ? 0 : short >= "90" ? 1900 : 2000), month: named || parseInt(month), day: +day };
}

/* From the top of the site. */
function addressOf(id, first = "", last = "", sentence = "", revision = 0, unit = "rn") {
  const query = Object.entries({ fassung: revision, bis: last === first ? "" : last, satz: sentence }).filter(([, value]) => value);
  const asked = query.map((pair) => pair.join("=")).join("&");
  return `protokolle/${id}.html${asked && `?${asked}`}${first && `#${unit}-${first}`}`;
}

/* [{address, label}, …], one for each span, or {problem, nearest: [{address, label}, …]}. `current`: id of the protocol
   that is meant where none is said. What the register does not hold (Fassungen, lines, sentences) is not checked. */
function resolveReference(said, register, current = "") {
  const wrong = (kind, fields, ...nearest) => ({ problem: fill(PROBLEMS[kind], fields), nearest });
  const ids = register.protocols.map(([id]) => id), unsaid = !said.day && !current && ids.length !== 1;
  if (said.issue || (said.unit === "s" && unsaid)) return placesOf(said, said.issue, register, wrong);
  const found = protocolOf(said, register, current || (unsaid ? "" : ids[0]), ids, wrong);
  if (found.problem) return found;
  const [id, , issue] = found, spans = said.unit === "s" ? placesOf(said, issue, register, wrong) : [];
  if (said.unit === "s") return spans;
  if (!said.unit) return [{ ...wholeOf(id), address: addressOf(id, "", "", "", said.revision) }];
  for (const span of said.spans) {
    const place = said.unit === "z" ? linesOf(said, span, id, wrong) : numbersOf(said, span, found, wrong);
    if (place.problem) return place;
    spans.push(place);
  }
  return spans;
}

const germanDay = (id) => id.split("-").reverse().join(".");
const wholeOf = (id) => ({ address: addressOf(id), label: `Jour fixe ${germanDay(id)}` });
const digitsOf = (number) => parseInt(number) || 0;
const expanded = (ranges) => ranges.split(" ").filter(Boolean).flatMap((range) => {
  const [first, last] = range.split("-");
  return last ? Array.from({ length: last - first + 1 }, (_, n) => `${+first + n}`) : [first];
});

function protocolOf(said, { protocols }, current, ids, wrong) {
  if (!ids.length) return wrong("empty", {});
  if (!said.day) {
    const having = said.unit === "rn" ? protocols.filter((row) => expanded(row[3]).includes(said.spans[0][0])) : [];
    return protocols[ids.indexOf(current)] ?? wrong("open", {}, ...having.slice(0, 3).map(([id]) => passageAt(id, said.spans[0][0])));
  }
  const two = (n) => `${n}`.padStart(2, "0"), monthDay = `${two(said.month)}-${two(said.day)}`;
  const day = `${two(said.day)}.${two(said.month)}.${said.year || ""}`, wanted = `${`${said.year || 2024}`.padStart(4, "0")}-${monthDay}`;
  const time = Date.parse(wanted);
  if (!time || new Date(time).toISOString().slice(0, 10) !== wanted || (said.year && said.year < 1000)) return wrong("date", { day });
  if (!said.year) {
    const fitting = protocols.filter(([id]) => id.endsWith(`-${monthDay}`));
    if (!fitting.length) return wrong("anniversary", { day });
    const years = fitting.map(([id]) => id.slice(0, 4)).reverse().join(", ");
    return fitting.length === 1 ? fitting[0] : wrong("year", { day, years }, ...fitting.map(([id]) => wholeOf(id)));
  }
  if (ids.includes(wanted)) return protocols[ids.indexOf(wanted)];
  const near = nearestOf([...ids].reverse(), (id) => Math.abs(Date.parse(id) - time));
  return wrong("meeting", { day, nearest: germanDay(near) }, wholeOf(near));
}

const nearestOf = (all, distance) => all.reduce((best, one) => (distance(one) < distance(best) ? one : best));

/* A passage that there is; `last` may be "ff". */
function passageAt(id, first, last = "", sentence = "", revision = 0) {
  const end = last === "ff" || last === first ? "" : last;
  const fields = { first, last: end, sentence: sentence.replace("-", "–") };
  const place = fill(FORMS.fields[0][1], fields) + (last === "ff" ? " ff." : ""), state = revision > 0 ? ` (Fassung ${revision})` : "";
  return { address: addressOf(id, first, end, sentence, revision), label: `Jour fixe ${germanDay(id)}, ${place}${state}` };
}

function numbersOf(said, [first, last], [id, , , ranges, gone], wrong) {
  const numbers = expanded(ranges), short = first.replace(/f+$/, "");
  if (said.revision) return passageAt(id, first, last === "f" ? "" : last, said.sentence, said.revision);
  if (!numbers.includes(first) && short !== first && !last && numbers.includes(short)) {
    [first, last] = [short, first.endsWith("ff") ? "ff" : "f"];
  }
  if (last === "f") last = numbers.includes(first) ? numbers[numbers.indexOf(first) + 1] ?? "" : "";
  const rn = [first, last].find((one) => one && one !== "ff" && !numbers.includes(one));
  if (rn) {
    const entry = (gone ?? "").split(" ").find((one) => one.split(">")[0] === rn), into = entry?.split(">")[1];
    if (entry) return wrong(into ? "merged" : "dropped", { rn, into }, passageAt(id, into || rn));
    const near = nearestOf(numbers, (one) => Math.abs(digitsOf(one) - digitsOf(rn)));
    return wrong("number", { rn, day: germanDay(id), first: numbers[0], last: numbers.at(-1) }, passageAt(id, near));
  }
  if (last && last !== "ff" && numbers.indexOf(last) < numbers.indexOf(first)) {
    return wrong("backwards", { said: `Rn. ${first}–${last}` }, passageAt(id, last, first));
  }
  const [from, to] = said.sentence.split("-");
  if (+to < +from) return wrong("backwards", { said: `Satz ${from}–${to}` }, passageAt(id, first, "", `${to}-${from}`));
  return passageAt(id, first, last, said.sentence);
}

function linesOf(said, [first, last], id, wrong) {
  const from = digitsOf(first), to = last === "f" ? from + 1 : digitsOf(last);
  const at = (a, b, tail = "") => ({
    address: addressOf(id, `${a}`, b ? `${b}` : "", "", said.revision, "z"),
    label: `Jour fixe ${germanDay(id)}, Z. ${a}${b > a ? `–${b}` : ""}${tail}`,
  });
  if (to && to < from) return wrong("backwards", { said: `Z. ${from}–${to}` }, at(to, from));
  return at(from, to, last === "ff" ? " ff." : "");
}

const pageSet = (pages) => [...pages.matchAll(new RegExp(GRAMMAR.pages, "g"))].flatMap(([, first, last, more]) => {
  const end = Math.min(+(last ?? first) + (more ? 1 : 0), +first + 999);
  return Array.from({ length: Math.max(0, end - first + 1) }, (_, n) => +first + n);
});

function placesOf(said, issue, { places }, wrong) {
  const held = places.filter(([one]) => one === issue), at = ([, pages, address]) => ({ address, label: `GS ${issue}, S. ${pages}` });
  if (!issue) return wrong("issueless", {});
  if (!held.length) return wrong("issue", { issue });
  if (!said.spans.length) return [{ address: `${held[0][2].split("#")[0]}#heft-${issue}`, label: `GS ${issue}` }];
  const found = [];
  for (const [first, last] of said.spans) {
    const open = last[0] === "f", pages = first + (open ? ` ${last}.` : last && `–${last}`), wanted = pageSet(pages);
    const least = Math.min(...wanted, Infinity);
    const ways = [([, one]) => one === pages, ([, one]) => pageSet(one).includes(least), ([, one]) => pageSet(one).some((n) => wanted.includes(n))];
    const fitting = ways.map((way) => held.filter(way)).find((rows) => rows.length);
    if (!fitting) {
      const near = nearestOf(held, ([, one]) => Math.min(...pageSet(one).map((n) => Math.abs(n - least)), 99999));
      return wrong("page", { page: open ? first : pages, issue }, at(near));
    }
    found.push(...fitting.map(at));
  }
  return found;
}
