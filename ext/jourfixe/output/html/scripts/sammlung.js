/* Collected passages. They lie in this browser; where it keeps nothing, in the address of the page that shows them. */
const COLLECTED = /(\d{4}-\d\d-\d\d):(\d+[a-z]*)(?:-(\d+[a-z]*))?(?:\.(\d+(?:-\d+)?))?(?:@(\d+))?/g;
const COLLECTION = `jourfixe-sammlung/1 ${PAGE?.edition}`;
let collected = [], isStored = true;
const collectionShown = []; // what is to be done when the list is another

/* 2026-01-12:36-38 are Rn. 36–38, 2026-01-12:34.2@2 is the second sentence of Rn. 34 in Fassung 2. */
const keyOf = ({ id, first, last, sentence, revision }) =>
  `${id}:${first}${last === first ? "" : `-${last}`}${sentence && `.${sentence}`}${revision ? `@${revision}` : ""}`;

/* What lies in the browser and what lies in a file is the same. */
const inFile = (passages) => JSON.stringify({ format: "jourfixe-sammlung/1", edition: PAGE.edition, passages });

/* A passage as it is kept; none, if it is none. */
function kept(one) {
  const { id, first, last = first, sentence = "", revision } = one ?? {};
  const [numbers, roles, texts] = ["numbers", "roles", "texts"].map((name) => [one?.[name] ?? []].flat().map(String));
  const clean = { id: `${id}`, first, last, sentence, revision: revision | 0, numbers, roles, texts };
  return keyOf(clean).replace(COLLECTED, "") ? [] : [clean];
}

/* The passages in a text: a file of ours, or any text in which their keys stand. */
function collectedIn(text) {
  try {
    return JSON.parse(text).passages.flatMap(kept);
  } catch {
    const found = [...text.replace(/%(3A|2C|40)/gi, decodeURIComponent).matchAll(COLLECTED)];
    return found.flatMap(([, id, first, last, sentence, revision]) => kept({ id, first, last, sentence, revision }));
  }
}

/* Each passage once, as in the first list. */
const joinedLists = (list, more) =>
  more.reduce((all, one) => (all.some((other) => keyOf(other) === keyOf(one)) ? all : [...all, one]), list);

function readCollection() {
  try {
    if (isStored) collected = collectedIn(localStorage.getItem(COLLECTION) ?? "");
  } catch {
    isStored = false;
  }
  collectionShown.forEach((act) => act());
}

/* By a function of the list as it is now: another tab may have changed it. Returns by how many it grew. */
function changeCollection(act) {
  readCollection();
  const before = collected.length;
  collected = act(collected);
  try {
    localStorage.setItem(COLLECTION, inFile(collected));
    isStored = true;
  } catch {
    isStored = false;
  }
  collectionShown.forEach((act) => act());
  return collected.length - before;
}
const addCollected = (more) => changeCollection((list) => joinedLists(list, more));
const asQuoted = (one, address = "") => ({ ...one, day: germanDay(one.id), collection: PAGE.edition, address });
const namesOf = (one) => quoteFields(asQuoted(one));

/* On every page: how many there are, and which passages of this one are among them. */
(() => {
  const home = document.querySelector(".drawer .sammlung a")?.href, here = passages();
  if (!home) return;
  const count = element("a", { className: "sammlung" });
  document.querySelector(".top").append(count);
  collectionShown.push(() => {
    const own = collected.filter(({ id }) => id === PAGE.protocol?.id).flatMap(({ numbers }) => numbers);
    count.hidden = !collected.length;
    count.textContent = `Gesammelte Stellen (${collected.length})`;
    count.href = isStored ? home : `${home}#${collected.map(keyOf)}`;
    for (const one of here) {
      const mark = own.includes(numberOf(one));
      one.classList.toggle("gesammelt", mark);
      one.querySelector(".rn").ariaDescription = mark ? "gesammelt" : null;
    }
  });
  document.addEventListener("merken", ({ detail }) => {
    const [one] = kept(detail);
    if (one) tellReader(`${namesOf(one).place} ${addCollected([one]) ? "gemerkt" : "ist schon gesammelt"}.`
      + (isStored ? "" : ` ${teller.dataset.fluechtig}`));
  });
  addEventListener("storage", readCollection);
  addEventListener("pageshow", readCollection); // by the way back, too
  readCollection();
})();

/* The page of the collection; what it says stands in its template. */
(() => {
  const page = document.getElementById("sammlung");
  if (!page) return;
  const part = (selector, of = page) => of.querySelector(selector);
  const rows = part("ol"), pattern = part("template").content.firstElementChild, undo = part("[data-tat=zurueck]");
  let linked, before; // the list of the address; the own list before it was last changed
  const shown = () => linked ?? collected;
  const say = (words, old) => {
    part(".meldung").textContent = page.dataset[words] ?? words;
    undo.hidden = !(before = old);
  };
  const address = ({ id, first, last, sentence, revision }, top = PAGE.root) =>
    top + page.dataset.protokoll.replace("ID", id) + passageAddress(first, last, sentence, revision);

  /* What a link names comes with the words of its Fassung; all are compared with those of today. */
  const compare = async (one, row) => {
    try {
      const { paragraphs } = await load(`suche/${one.id}.js`);
      const [start, end] = [one.first, one.last].map((rn) => paragraphs.findIndex(([number]) => number === rn));
      const found = start < 0 ? [] : paragraphs.slice(start, end + 1), texts = found.map(([, , text]) => text);
      if (!one.texts.length) await recall(one, found);
      const same = one.texts.length && one.texts.every((text, n) => texts[n]?.includes(text));
      row.classList.add(!found.length ? "fort" : same ? "gleich" : one.texts.length ? "anders" : "ganz");
      part(".heute", row).textContent = texts.join("\n\n");
    } catch {
      row.classList.add("unbekannt");
    }
    write(one, row);
  };
  const recall = async (one, found) => {
    const { since } = one.revision ? await load(`protokolle/${one.id}-fassungen.js`).catch(() => ({})) : {};
    const [first, last = first] = one.sentence.split("-"), changes = since?.[one.revision] ?? {};
    const sentences = (text, starts) => (first ? text.slice(starts[first - 1] ?? text.length, starts[last]).trimEnd() : text);
    const then = ({ text, diff = [["=", text]] }) => (first ? "" : diff.map(([sign, words]) => (sign === "+" ? "" : words)).join(""));
    const known = (found.length ? found : [[one.first, "c", ""]]).map(([rn, role, text, starts = "0"]) => (
      [rn, ROLE_OF_LETTER[role], changes[rn] ? then(changes[rn]) : sentences(text, starts.split(" "))])).filter((row) => row[2]);
    [one.numbers, one.roles, one.texts] = [0, 1, 2].map((n) => known.map((row) => row[n]));
    if (!linked && known.length) changeCollection((list) => list.map((other) => (keyOf(other) === keyOf(one) ? one : other)));
  };
  const write = (one, row) => {
    part(".wortlaut", row).textContent = one.texts.join("\n\n");
    part(".rolle", row).textContent = namesOf(one).role;
  };
  const make = (one) => {
    const row = pattern.cloneNode(true), link = part("a", row);
    link.textContent = namesOf(one).reference;
    link.href = address(one);
    row.querySelectorAll("[aria-label]").forEach((control) => (control.ariaLabel += `, ${link.textContent}`));
    write(one, row);
    compare(one, row);
    return row;
  };
  const show = () => {
    const list = shown();
    rows.replaceChildren(...list.map(make));
    for (const [name, is] of Object.entries({ verlinkt: linked, leer: !list.length, ungespeichert: !isStored })) page.classList.toggle(name, !!is);
  };

  /* What the buttons do; `at` is the row they stand in. */
  const move = (at, by) => {
    changeCollection((list) => list.toSpliced(at, 1).toSpliced(at + by, 0, list[at]));
    const [up, down] = rows.children[at + by].querySelectorAll("[data-tat]");
    (by < 0 ? down : up).focus();
    (by < 0 ? up : down).focus(); // unless it is not there: at the ends of the list
    say(`${namesOf(collected[at + by]).place}: ${at + by + 1}. von ${rows.children.length}`);
  };
  const add = (list) => {
    const fresh = addCollected(list), old = list.length - fresh, known = `, schon in der Sammlung: ${old}`;
    say(list.length ? `Übernommen: ${fresh}${old ? known : ""}` : "nichts");
  };
  const deeds = {
    hinauf: (at) => move(at, -1),
    hinab: (at) => move(at, 1),
    entfernen(at) {
      const list = collected;
      changeCollection((now) => now.toSpliced(at, 1));
      say("entfernt", list);
      undo.focus();
    },
    zurueck() {
      changeCollection((now) => joinedLists(before, now));
      say("");
    },
    uebernehmen() {
      const list = linked;
      location.hash = "";
      open();
      add(list);
    },
    einlesen: () => add(collectedIn(part("#eingabe").value)),
  };
  const link = () => `${addressHere(page.dataset.hier)}#${shown().map(keyOf)}`;
  const site = PAGE.site || new URL(PAGE.root || ".", location.href).href;
  const all = (form) => [...shown().map((one) => (
    one.texts.length ? quote(form, asQuoted(one, address(one, site))) : namesOf(one).reference)), link()].join("\n\n\n");
  const give = (form, name) => {
    if (form) return copyText(form === "link" ? link() : all(form), name);
    const href = URL.createObjectURL(new Blob([inFile(shown())], { type: "application/json" }));
    element("a", { href, download: "gesammelte-stellen.json" }).click();
  };
  page.addEventListener("click", ({ target }) => {
    const { dataset: { tat, als } = {}, value } = target.closest("button") ?? {};
    if (tat) deeds[tat]([...rows.children].indexOf(target.closest("li")));
    else if (value) give(als, value);
  });
  part("[type=file]").addEventListener("change", async ({ target }) => {
    add(collectedIn(await target.files[0].text()));
    target.value = "";
  });
  const open = () => {
    const { hash } = location, list = joinedLists([], collectedIn(hash));
    linked = list.length ? list : undefined;
    show();
    if (hash.length > 1 && !linked) say("nichts");
  };
  addEventListener("hashchange", open);
  collectionShown.push(show);
  page.hidden = false;
  open();
})();
