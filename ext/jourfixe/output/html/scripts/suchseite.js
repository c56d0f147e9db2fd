/* The page of the search: what is typed is searched for at once, and stands in the address. */
(() => {
  const list = document.getElementById("search-results"), form = document.querySelector("form.volltext");
  if (!list || !form) return;
  const { q: field, rolle, jahr } = form.elements, said = form.querySelector("[role=status]");
  const more = document.querySelector("button.weitere");
  const AT_ONCE = 20, IN_VAIN = 6; // paragraphs; protocols
  let latest = 0, waiting = 0, rest = null, total = 0, isPhrase = false;

  const paragraphs = (n) => counted(n, "Absatz", "Absätze");

  const entry = ({ id, rn, role, text, marks }) => {
    const { address, label } = passageAt(id, rn), link = element("a", { href: PAGE.root + address }, label);
    const head = element("p", { className: "wo" }, link, element("span", {}, FORMS.roles[role]));
    return element("li", {}, head, element("p", {}, excerpt(text, marks)));
  };

  /* The next of them, unless something else is searched for by then. */
  async function show() {
    const own = latest, hits = rest;
    list.ariaBusy = true;
    more.hidden = true;
    let shown = 0, vain = 0, all = false;
    while (!all && shown < AT_ONCE && vain < IN_VAIN) {
      const { value, done } = await hits.next();
      if (own !== latest) return;
      if (value && ++shown) list.append(entry(value));
      else vain++;
      all = done || list.children.length === total;
    }
    more.hidden = all;
    if (isPhrase) toldOfPhrase(all);
    list.ariaBusy = false;
  }

  function told({ terms, protocols, count, missing }) {
    if (!terms.length) return field.value.trim() ? list.dataset.wortlos : "";
    if (count) return `${paragraphs(count)} in ${counted(protocols.length, "Protokoll", "Protokollen")}.`;
    if (missing.length) return `${missing.map((word) => `„${word}“`).join(", ")} kommt nicht vor. ${list.dataset.fehlt}`;
    return rolle.value || jahr.value ? list.dataset.auswahl : list.dataset.zusammen;
  }

  /* Only the text itself tells where words stand as in a phrase. */
  function toldOfPhrase(all) {
    const n = list.children.length, { weiter, wendung, bisher } = list.dataset;
    said.textContent = n ? `${paragraphs(n)}${all ? "" : weiter}.` : all ? wendung : bisher;
  }

  async function search() {
    const own = ++latest, query = field.value.trimStart(), asked = [...new FormData(form)].filter(([, value]) => value.trim());
    list.ariaBusy = true;
    try { history.replaceState(null, "", `?${new URLSearchParams(asked)}`); } catch { /* some browsers forbid it on the disk */ }
    const found = await findParagraphs(query, { role: rolle.value, year: jahr.value }).catch(() => null);
    if (own !== latest) return;
    list.replaceChildren();
    isPhrase = found?.count && found.terms.some((term) => term.phrase);
    if (!isPhrase) said.textContent = found ? told(found) : list.dataset.defekt;
    rest = paragraphsOf(found ?? { protocols: [] });
    total = found?.count;
    await show();
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
    const before = list.children.length;
    await show();
    list.children[before]?.querySelector("a").focus();
  });
  const asked = new URLSearchParams(location.search);
  for (const control of [field, rolle, jahr]) {
    control.value = asked.get(control.name) ?? "";
    control.value ||= ""; // if there is no such choice
  }
  form.hidden = false;
  if (field.value) search();
  else field.focus();
})();
