/* The box: while one types, where a reference leads, what has such a name, and the paragraphs that hold the words. */
(() => {
  const form = document.querySelector(".top > .search"), field = form?.elements.q;
  if (!field || !/\.html$/.test(form.action)) return; // only that site has the data
  const PAUSE = 150, EACH = 3, HITS = 4, BEFORE = 40, LONG = 240; // ms; of a kind, paragraphs; characters before a match, of all
  const make = (name, more, ...inside) => {
    const made = Object.assign(document.createElement(name), more);
    made.append(...inside);
    return made;
  };
  const problem = make("p", { ariaHidden: "true" }), list = make("ul", { id: "vorschlaege", role: "listbox", ariaLabel: "Vorschläge" });
  const pane = make("div", { className: "vorschlaege", hidden: true }, problem, list), told = make("p", { className: "ansage", role: "status" });
  let turn = 0, marked = null, from = null; // from: where the reader was when he called for the box

  const references = (text, register) => {
    const id = PAGE.protocol?.id, said = parseReference(text) ?? (id && /^\d/.test(text) ? parseReference(`Rn. ${text}`) : null);
    if (!said) return [];
    let found = resolveReference(said, register, id);
    if (!found.problem) return found.map((place) => ({ ...place, kind: "Stelle", direct: found.length === 1 }));
    const other = { ...said, spans: [], ...(said.issue ? { issue: register.places[0]?.[0] } : { day: 0, unit: "" }) };
    if (!found.nearest.length) found = { ...found, nearest: resolveReference(other, register, id || register.protocols[0]?.[0]) };
    return [found.nearest].flat().filter((place) => place.label).map((place) => ({ ...place, kind: "am nächsten", problem: found.problem }));
  };

  /* 0 is the name itself, 1 begins like it, 2 has it inside. */
  const rank = (asked, name) => {
    const words = asked.split(" "), whole = foldWord(name), parts = name.split(/[\s-]+/).map(foldWord);
    if (whole === asked) return 0;
    if (words.every((word) => parts.some((part) => part.startsWith(word)))) return 1;
    return words.every((word) => word.length > 3 && whole.includes(word)) ? 2 : 3;
  };
  const names = (text, { terms, persons, pages, protocols }) => {
    const asked = foldWord(text).replace(/\s+/g, " ");
    const best = (kind, rows) => rows.map(([label, address, others = [], detail = ""]) => {
      const spelt = [label, ...others].map((name) => [rank(asked, name), name]).sort(([a], [b]) => a - b)[0];
      return { kind, label, address, detail: detail || (label.includes(spelt[1]) ? "" : spelt[1]), rank: spelt[0] };
    }).filter((row) => row.rank < 3).sort((a, b) => a.rank - b.rank).slice(0, EACH);
    return [
      ...best("Begriff", terms).map((row) => ({ ...row, direct: !row.rank })),
      ...best("Person", persons.map(([name, spellings, address]) => [name, address, spellings])),
      ...best("Seite", pages),
      ...best("Protokoll", protocols.map(([id, title]) => [germanDay(id), addressOf(id), [title], title])),
    ];
  };
  const paragraph = ({ id, date, rn, text, marks }) => {
    const far = Math.max(0, (marks[0]?.[0] ?? 0) - BEFORE), words = make("span", {});
    let at = far && text.indexOf(" ", far) + 1;
    if (at) words.append("… ");
    for (const [start, end] of marks.filter(([, last]) => last < far + LONG)) {
      words.append(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    words.append(text.slice(at, far + LONG));
    return { kind: "Absatz", label: `${date}, Rn. ${rn}`, address: addressOf(id, rn), words };
  };

  const option = ({ kind, label, detail, words, address, direct }, n) => {
    const link = make("a", { href: PAGE.root + address, tabIndex: -1 }, make("b", {}, label), " ", make("i", {}, kind), " ");
    if (words || detail) link.append(words ?? make("span", {}, detail));
    return make("li", { id: `vorschlag-${n}`, role: "option", ariaSelected: "false", direct }, link);
  };
  const mark = (chosen) => {
    if (marked) marked.ariaSelected = "false";
    marked = chosen ?? null;
    if (marked) marked.ariaSelected = "true";
    marked?.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", marked?.id ?? "");
  };
  const show = (rows) => {
    const before = marked?.firstChild.href;
    list.replaceChildren(...rows.map(option));
    problem.textContent = rows[0]?.problem ?? "";
    mark([...list.children].find((one) => one.firstChild.href === before));
    pane.hidden = !rows.length;
    field.ariaExpanded = `${!pane.hidden}`;
    told.textContent = rows.length ? `${problem.textContent} ${rows.length} ${rows.length === 1 ? "Vorschlag" : "Vorschläge"}` : "";
  };
  const close = () => {
    turn++;
    show([]);
  };

  /* At once what is known by name, then the paragraphs. Resolves when the names are shown. */
  const suggest = async () => {
    const mine = ++turn, text = field.value.trim(), register = await load("suche/register.js").catch(() => null);
    if (mine !== turn || !register) return;
    const said = text ? references(text, register) : [], known = text ? [...said, ...names(text, register)] : [];
    const all = { kind: "Suche", label: `Alle Stellen mit „${text}“`, address: `search.html?q=${encodeURIComponent(text)}` };
    const end = text && !said.some((row) => row.direct) ? [all] : [];
    show([...known, ...end]);
    if (end.length) setTimeout(() => mine === turn && search(mine, text, (hits) => show([...known, ...hits, ...end])), PAUSE);
  };
  const search = async (mine, text, found) => {
    const hits = [];
    for await (const hit of searchParagraphs(text)) {
      if (mine !== turn || hits.push(paragraph(hit)) === HITS) break;
    }
    if (mine === turn && hits.length) found(hits);
  };

  const move = (by) => {
    const all = [...list.children], at = all.indexOf(marked) + by;
    mark(at < -1 ? all.at(-1) : all[at]);
  };
  const keys = {
    ArrowDown: () => (pane.hidden ? suggest() : move(1)),
    ArrowUp: () => move(-1),
    Escape() {
      const back = from;
      field.blur();
      back?.focus?.focus({ preventScroll: true });
      if (back) scrollTo(0, back.y);
    },
  };
  field.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.isComposing) return;
    event.preventDefault();
    keys[event.key]();
  });
  field.addEventListener("input", suggest);
  field.addEventListener("focus", () => load("suche/register.js").catch(() => {}));
  field.addEventListener("blur", () => {
    from = null;
    close();
  });
  form.addEventListener("submit", async (event) => {
    if (!field.value.trim()) return;
    event.preventDefault();
    if (!marked) await suggest();
    const chosen = marked ?? [...list.children].find((one) => one.direct);
    if (chosen) {
      chosen.firstChild.click();
    } else if (problem.textContent) mark(list.firstChild);
    else form.submit();
  });
  pane.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  pane.addEventListener("click", ({ target }) => target.closest("a") && field.blur());
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    from = { focus: document.activeElement, y: scrollY };
    field.focus();
    field.select();
  });
  Object.assign(field, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
  field.setAttribute("aria-controls", list.id);
  form.append(pane, told);
})();
