/* The page of the search: what is typed is searched for at once, and stands in the address. */
(() => {
  const list = document.getElementById("search-results"), form = document.querySelector("form.volltext");
  if (!list || !form) return;
  const { q: field, rolle, jahr } = form.elements, said = form.querySelector("[role=status]");
  const more = document.querySelector("button.weitere"), beside = document.querySelector(".daneben");
  const ROLE_NAMES = { contribution: "Beitrag", chair: "Leitung", frame: "Rahmen" };
  const AT_ONCE = 20, IN_VAIN = 6, BEFORE = 90, LONG = 340; // paragraphs; protocols; characters
  let latest = 0, waiting = 0, rest = null, total = 0, isPhrase = false;

  const make = (name, text = "", more = {}) => Object.assign(document.createElement(name), { textContent: text }, more);
  const many = (n, one, several) => `${n} ${n === 1 ? one : several}`;

  /* The words around the first mark, with all marks in them. */
  function excerpt({ text, marks }) {
    const line = make("p"), far = Math.max(0, (marks[0]?.[0] ?? 0) - BEFORE);
    const from = far && text.indexOf(" ", far) + 1, to = from + LONG < text.length ? text.lastIndexOf(" ", from + LONG) : text.length;
    let at = from;
    if (from) line.append("… ");
    for (const [start, end] of marks.filter((mark) => mark[0] >= from && mark[1] <= to)) {
      line.append(text.slice(at, start), make("mark", text.slice(start, end)));
      at = end;
    }
    line.append(text.slice(at, to), to < text.length ? " …" : "");
    return line;
  }

  function entry(hit) {
    const item = make("li"), head = make("p", "", { className: "wo" });
    const href = `${PAGE.root}protokolle/${hit.id}.html#rn-${hit.rn}`;
    head.append(make("a", `Jour fixe ${hit.date}, Rn. ${hit.rn}`, { href }), make("span", ROLE_NAMES[hit.role]));
    item.append(head, excerpt(hit));
    return item;
  }

  /* Whether all are shown now. */
  async function show(own) {
    const hits = rest;
    more.hidden = true;
    for (let shown = 0, vain = 0; shown < AT_ONCE && vain < IN_VAIN;) {
      const { value, done } = await hits.next();
      if (done || own !== latest) return done;
      if (value && ++shown) list.append(entry(value));
      else vain++;
    }
    more.hidden = list.children.length === total;
    return more.hidden;
  }

  function told({ terms, protocols, count, missing }) {
    if (!terms.length) return field.value.trim() ? "Bitte ein Wort eingeben." : "";
    if (count) return `${many(count, "Absatz", "Absätze")} in ${many(protocols.length, "Protokoll", "Protokollen")}.`;
    if (missing.length) return `Nichts gefunden: ${missing.map((word) => `„${word}“`).join(", ")} kommt nicht vor. Vielleicht hilft eine andere Schreibweise oder nur der Anfang des Wortes.`;
    if (rolle.value || jahr.value) return "Nichts gefunden. Vielleicht hilft es, in allen Jahren und in Beiträgen wie Leitung zu suchen.";
    return "Nichts gefunden: Die Wörter stehen in keinem Absatz zusammen. Vielleicht helfen weniger Wörter.";
  }

  /* Only the text itself tells where words stand as in a phrase. */
  function toldOfPhrase(all) {
    const n = list.children.length;
    if (!n && !all) return "In den jüngsten Protokollen mit diesen Wörtern stehen sie nicht so beieinander.";
    if (!n) return "Nichts gefunden: So, wie es in Anführungszeichen steht, kommt es nicht vor. Ohne sie werden die Wörter einzeln gesucht.";
    return all ? `${many(n, "Absatz", "Absätze")}.` : `${many(n, "Absatz", "Absätze")}; weitere werden auf Wunsch gesucht.`;
  }

  /* Terms of the glossary and persons that begin with one of the words. */
  async function showBeside(own, terms) {
    const { terms: words = [], persons = [] } = await load("suche/register.js").catch(() => ({}));
    const named = [...words, ...persons.map(([name, , address]) => [name, address])];
    const wanted = terms.flatMap((term) => term.words), links = named.filter(([name]) => wanted.some((word) =>
      name.split(/[\s-]+/).some((part) => part && (word.stems.includes(stemWord(part)) || (word.begins && foldWord(part).startsWith(word.folded))))));
    if (own !== latest || !links.length) return;
    beside.replaceChildren("Siehe auch: ", ...links.slice(0, 6).flatMap(([name, address], n) =>
      [n ? ", " : "", make("a", name, { href: PAGE.root + address })]));
    beside.hidden = false;
  }

  async function search() {
    list.setAttribute("aria-busy", true);
    const answered = answer(), own = latest;
    await answered;
    if (own === latest) list.setAttribute("aria-busy", false);
  }

  async function answer() {
    const own = ++latest, choice = { role: rolle.value, year: jahr.value };
    const address = new URLSearchParams(Object.entries({ q: field.value.trimStart(), rolle: rolle.value, jahr: jahr.value }).filter(([, v]) => v));
    try { history.replaceState(null, "", `?${address}`); } catch { /* some browsers forbid it on the disk */ }
    const found = await findParagraphs(field.value.trimStart(), choice).catch(() => null);
    if (own !== latest) return;
    list.replaceChildren();
    more.hidden = beside.hidden = true;
    isPhrase = found?.count && found.terms.some((term) => term.phrase);
    if (!isPhrase) said.textContent = found ? told(found) : "Die Suche lässt sich nicht laden; es fehlen Dateien im Ordner „suche“.";
    if (!found?.terms.length) return;
    [rest, total] = [paragraphsOf(found), found.count];
    const all = await show(own);
    if (own !== latest) return;
    if (isPhrase) said.textContent = toldOfPhrase(all);
    await showBeside(own, found.terms);
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    await search();
    list.querySelector("a")?.focus();
  });
  more.addEventListener("click", async () => {
    const before = list.children.length, all = await show(latest);
    if (isPhrase) said.textContent = toldOfPhrase(all);
    list.children[before]?.querySelector("a").focus();
  });
  /* Arrows go through the results, and back to the field. */
  form.parentElement.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], stops = [field, ...list.querySelectorAll(".wo a")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  });

  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") ?? "";
  for (const choice of [rolle, jahr]) {
    const value = asked.get(choice.name) ?? "";
    if ([...choice.options].some((option) => option.value === value)) choice.value = value;
  }
  form.hidden = false;
  if (field.value) search();
  else field.focus();
})();
