/* The box: while one types, where a reference leads, what has such a name, and the paragraphs that hold the words. */
(() => {
  const form = document.querySelector(".top > .search"), field = form?.elements.q;
  if (!field || !/\.html$/.test(form.action)) return; // only that site has the data
  const PAUSE = 150, EACH = 3, HITS = 4; // ms; of a kind; paragraphs
  const pane = form.querySelector(".vorschlaege"), [problem, list] = pane.children, told = form.querySelector(".ansage");
  let turn = 0, marked = null, from = null; // from: where the reader was when he called for the box

  const references = (text, register) => {
    problem.textContent = "";
    const id = PAGE.protocol?.id, said = parseReference(text) ?? (id && /^\d/.test(text) ? parseReference(`Rn. ${text}`) : null);
    if (!said) return [];
    const found = resolveReference(said, register, id);
    problem.textContent = found.problem ?? "";
    return found.problem ? found.nearest.map((place) => ({ ...place, kind: "am nächsten" }))
      : found.map((place) => ({ ...place, kind: "Stelle", direct: found.length === 1 }));
  };

  /* Names in which each word begins some part; first those that are just what was typed. */
  const names = (text, { terms, persons, pages, protocols }) => {
    const asked = foldWord(text), words = asked.split(/\s+/);
    const fits = (name) => words.every((word) => name.split(/[\s-]+/).some((one) => foldWord(one).startsWith(word))) || foldWord(name) === asked;
    const best = (kind, rows) => rows.flatMap(([label, address, ...others]) => {
      const spelt = [label, ...others].find(fits);
      return spelt ? [{ kind, label, address, detail: label.includes(spelt) ? "" : spelt, whole: foldWord(spelt) === asked }] : [];
    }).sort((a, b) => b.whole - a.whole).slice(0, EACH);
    return [
      ...best("Begriff", terms).map((row) => ({ ...row, direct: row.whole })),
      ...best("Person", persons.map(([name, spellings, address]) => [name, address, ...spellings])),
      ...best("Seite", pages),
      ...best("Protokoll", protocols.map(([id, title]) => [germanDay(id), addressOf(id), title])),
    ];
  };
  const paragraph = ({ id, rn, text, marks }) => (
    { kind: "Absatz", label: `${germanDay(id)}, Rn. ${rn}`, address: addressOf(id, rn), words: excerpt(text, marks) });

  const option = ({ kind, label, detail, words, address, direct }, n) => {
    const link = element("a", { href: PAGE.root + address, tabIndex: -1 }, element("b", {}, label), " ", element("i", {}, kind), " ");
    if (words || detail) link.append(words ?? element("span", {}, detail));
    return element("li", { id: `vorschlag-${n}`, role: "option", ariaSelected: "false", direct }, link);
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
    mark([...list.children].find((one) => one.firstChild.href === before));
    pane.hidden = !rows.length;
    field.ariaExpanded = `${!pane.hidden}`;
    told.textContent = rows.length ? `${problem.textContent} ${counted(rows.length, "Vorschlag", "Vorschläge")}` : "";
  };
  const close = () => {
    turn++;
    problem.textContent = "";
    show([]);
  };

  /* At once what is known by name, then the paragraphs. Resolves when the names are shown. */
  const suggest = async () => {
    const mine = ++turn, text = field.value.trim(), register = await load("suche/register.js").catch(() => null);
    if (mine !== turn || !register) return;
    const said = references(text, register), known = text ? [...said, ...names(text, register)] : [];
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
    if (chosen) chosen.firstChild.click();
    else if (problem.textContent) mark(list.firstChild);
    else form.submit();
  });
  pane.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  pane.addEventListener("click", ({ target }) => target.closest("a") && field.blur());
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || inField(event)) return;
    event.preventDefault();
    from = { focus: document.activeElement, y: scrollY };
    field.focus();
    field.select();
  });
  Object.assign(field, { role: "combobox", ariaExpanded: "false", ariaAutoComplete: "list" });
  field.setAttribute("aria-controls", list.id);
})();
