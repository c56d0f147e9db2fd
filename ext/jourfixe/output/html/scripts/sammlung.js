/* Collected passages. They lie in this browser; where it keeps nothing, in the address of the page that shows them. */
const COLLECTED = /(\d{4}-\d\d-\d\d):(\d+[a-z]*)(?:-(\d+[a-z]*))?(?:\.(\d+(?:-\d+)?))?(?:@(\d+))?/g;

/* 2026-01-12:36-38 are Rn. 36–38, 2026-01-12:34.2 is the second sentence of Rn. 34; @2 behind it: in Fassung 2. */
const keyOf = ({ id, first, last, sentence }) => `${id}:${first}${last && `-${last}`}${sentence && `.${sentence}`}`;
const keysOf = (list) => list.map((one) => keyOf(one) + (one.revision ? `@${one.revision}` : "")).join();
const alike = (one) => (other) => keyOf(one) === keyOf(other);

/* What lies in the browser and what lies in a file is the same. */
const inFile = (passages) => JSON.stringify({ format: "jourfixe-sammlung/1", edition: PAGE?.edition, passages }, null, 1);

/* A passage as it is kept; none, if it is none. `part`: the texts are but words of the paragraphs. */
function kept(one) {
  const text = (name) => (typeof one?.[name] === "string" ? one[name] : ""), list = (name) => [one?.[name] ?? []].flat().map(String);
  const clean = {
    id: text("id"), first: text("first"), last: one?.last === one?.first ? "" : text("last"), sentence: text("sentence"),
    revision: one?.revision | 0, part: !!one?.part, numbers: list("numbers"), roles: list("roles"), texts: list("texts"), note: text("note"),
  };
  return keyOf(clean).replace(COLLECTED, "") ? [] : [clean];
}

/* The passages in a text: a file of ours, or any text in which their keys stand. */
function collectedIn(text) {
  try {
    return JSON.parse(text).passages.flatMap(kept);
  } catch {
    const found = [...text.replace(/%(3A|2C|40)/gi, decodeURIComponent).matchAll(COLLECTED)];
    return joinedLists([], found.flatMap(([, id, first, last, sentence, revision]) => kept({ id, first, last, sentence, revision })));
  }
}

/* Each passage once, as in the first list; remarks of both. */
const joinedLists = (list, more) => more.reduce((all, one) => {
  const at = all.findIndex(alike(one)), old = all[at] ?? one;
  return all.with(at < 0 ? all.push(one) - 1 : at, { ...old, note: [...new Set([old.note, one.note])].filter(Boolean).join("\n") });
}, [...list]);

const collection = {
  key: `jourfixe-sammlung/1 ${PAGE?.edition}`, list: [], safe: true, watching: [],
  read() {
    try {
      if (collection.safe) collection.list = collectedIn(localStorage.getItem(collection.key) ?? "");
    } catch {
      collection.safe = false;
    }
    collection.watching.forEach((act) => act());
  },
  /* By a function of the list as it is now: another tab may have changed it. Returns by how many it grew. */
  change(act) {
    collection.read();
    const before = collection.list.length;
    collection.list = act(collection.list);
    try {
      localStorage.setItem(collection.key, inFile(collection.list));
      collection.safe = true;
    } catch {
      collection.safe = false;
    }
    collection.watching.forEach((act) => act());
    return collection.list.length - before;
  },
  add: (more) => collection.change((list) => joinedLists(list, more)),
};
const asQuoted = (one, address = "") => ({ ...one, day: germanDay(one.id), last: one.last || one.first, collection: PAGE.edition, address });
const namesOf = (one) => quoteFields(asQuoted(one), (words) => words);

/* On every page: how many there are, and which passages of this one are among them. */
(() => {
  const home = document.querySelector(".drawer .sammlung a")?.href, here = passages();
  if (!home) return;
  const count = Object.assign(document.createElement("a"), { className: "sammlung" });
  document.querySelector(".top").append(count);
  collection.watching.push(() => {
    const { list, safe } = collection, marked = new Set();
    count.hidden = !list.length;
    count.textContent = `Gesammelte Stellen (${list.length})`;
    count.href = safe ? home : `${home}#${keysOf(list)}`;
    for (const { id, first, last } of list) {
      const [start, end] = [first, last || first].map((rn) => here.findIndex((one) => numberOf(one) === rn));
      if (id === PAGE.protocol?.id && start >= 0) here.slice(start, end + 1).forEach((one) => marked.add(one));
    }
    for (const one of here) {
      const number = one.querySelector(".rn"), mark = marked.has(one);
      one.classList.toggle("gesammelt", mark);
      number.ariaLabel = number.ariaLabel.replace(/, gesammelt$|$/, mark ? ", gesammelt" : "");
    }
  });
  document.addEventListener("merken", ({ detail }) => {
    const [one] = kept(detail);
    if (!one) return;
    one.part = here.filter((passage) => one.numbers.includes(numberOf(passage))).some((passage, n) => textOf(passage) !== one.texts[n]);
    tellReader(`${namesOf(one).place} ${collection.add([one]) ? "gemerkt" : "ist schon gesammelt"}.`
      + (collection.safe ? "" : " Der Browser speichert die Liste nicht; über „Gesammelte Stellen“ oben lässt sie sich sichern."));
  });
  addEventListener("storage", collection.read);
  addEventListener("pageshow", ({ persisted }) => persisted && collection.read());
  collection.read();
})();

/* The page of the collection; what it says stands in its template. */
(() => {
  const page = document.getElementById("sammlung");
  if (!page) return;
  const part = (selector, of = page) => of.querySelector(selector);
  const rows = part("ol"), pattern = part("template").content.firstElementChild, undo = part("[data-tat=zurueck]");
  let linked, before; // the list of the address; the own list before it was last changed
  const shown = () => linked ?? collection.list;
  const say = (words, old) => {
    part(".meldung").textContent = page.dataset[words] ?? words;
    undo.hidden = !(before = old);
  };
  const address = ({ id, first, last, sentence, revision }, top = PAGE.root) =>
    top + addressOf(id, first, last, sentence, revision).replace(/^[^?#]*/, page.dataset.protokoll.replace("ID", id));

  /* What a link names comes with the words of its Fassung; all are compared with those of today. */
  const compare = async (one, row) => {
    try {
      const { paragraphs } = await load(`suche/${one.id}.js`);
      const [start, end] = [one.first, one.last || one.first].map((rn) => paragraphs.findIndex(([number]) => number === rn));
      const found = start < 0 ? [] : paragraphs.slice(start, end + 1), texts = found.map(([, , text]) => text);
      if (!one.texts.length) await recall(one, found);
      const same = one.part || one.sentence ? one.texts.every((text, n) => texts[n]?.includes(text)) : `${one.texts}` === `${texts}`;
      row.classList.add(!found.length ? "fort" : !one.texts.length ? "ganz" : same ? "gleich" : "anders");
      part(".heute", row).textContent = texts.join("\n\n");
    } catch {
      row.classList.add("unbekannt");
    }
    write(one, row);
  };
  const recall = async (one, found) => {
    const { since } = one.revision ? await load(`protokolle/${one.id}-fassungen.js`).catch(() => ({})) : {};
    const [first, last = first] = one.sentence.split("-").map(Number), changes = since?.[one.revision] ?? {};
    const now = (text, starts = "0") => {
      const at = starts.split(" ");
      return first ? text.slice(at[first - 1] ?? text.length, at[last]).trimEnd() : text;
    };
    const then = ({ text, diff }) => (first ? "" : text ?? diff.filter(([sign]) => sign !== "+").map(([, words]) => words).join(""));
    const known = (found.length ? found : [[one.first, "c", ""]])
      .map(([rn, role, text, starts]) => [rn, ROLE_OF_LETTER[role], changes[rn] ? then(changes[rn]) : now(text, starts)]).filter(([, , text]) => text);
    [one.numbers, one.roles, one.texts] = [0, 1, 2].map((n) => known.map((row) => row[n]));
    if (!linked) collection.change((list) => list.map((other) => (alike(one)(other) ? { ...one, note: other.note } : other)));
  };
  const write = (one, row) => {
    part(".wortlaut", row).textContent = one.texts.join("\n\n");
    part(".rolle", row).textContent = namesOf(one).role;
  };
  const make = (one) => {
    const row = pattern.cloneNode(true), link = part("a", row);
    row.dataset.stelle = keyOf(one);
    link.textContent = namesOf(one).reference;
    link.href = address(one);
    row.querySelectorAll("[aria-label]").forEach((control) => (control.ariaLabel += `, ${link.textContent}`));
    write(one, row);
    compare(one, row);
    return row;
  };
  const show = () => {
    const list = shown(), old = [...rows.children];
    const wanted = list.map((one) => old.find((row) => row.dataset.stelle === keyOf(one)) ?? make(one));
    if (wanted.length !== old.length || wanted.some((row, n) => row !== old[n])) rows.replaceChildren(...wanted);
    list.forEach(({ note }, n) => {
      const remark = part("textarea", wanted[n]);
      if (remark !== document.activeElement) remark.value = note;
    });
    for (const [name, is] of Object.entries({ verlinkt: linked, leer: !list.length, ungespeichert: !collection.safe })) page.classList.toggle(name, !!is);
  };

  /* What the buttons do; `at` is the row they stand in. */
  const order = new Intl.Collator("de", { numeric: true });
  const move = (at, by) => {
    collection.change((list) => list.toSpliced(at, 1).toSpliced(at + by, 0, list[at]));
    const [up, down] = rows.children[at + by].querySelectorAll("[data-tat]");
    (by < 0 ? down : up).focus();
    (by < 0 ? up : down).focus(); // unless it is not there: at the ends of the list
    say(`${namesOf(collection.list[at + by]).place}: ${at + by + 1}. von ${rows.children.length}`);
  };
  const add = (list) => {
    const fresh = collection.add(list), old = list.length - fresh, known = `, schon in der Sammlung: ${old}`;
    say(list.length ? `Übernommen: ${fresh}${old ? known : ""}` : "nichts");
  };
  const alter = (words, act) => {
    const { list } = collection;
    collection.change(act);
    say(words, list);
    undo.focus();
  };
  const deeds = {
    hinauf: (at) => move(at, -1),
    hinab: (at) => move(at, 1),
    entfernen: (at) => alter("entfernt", (list) => list.toSpliced(at, 1)),
    ordnen: () => alter("geordnet", (list) => list.toSorted((a, b) => order.compare(keyOf(a), keyOf(b)))),
    zurueck() {
      collection.change((now) => joinedLists(before, now));
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
  const link = () => `${PAGE.site ? PAGE.site + page.dataset.hier : location.href.replace(/#.*/s, "")}#${keysOf(shown())}`;
  const site = PAGE.site || new URL(PAGE.root || ".", location.href).href;
  const all = (form) => [...shown().map((one) => {
    const words = one.texts.length ? quote(form, asQuoted(one, address(one, site))) : namesOf(one).reference;
    return [words, one.note].filter(Boolean).join("\n\n");
  }), link()].join("\n\n\n");
  const give = (form, name) => {
    if (form) return copyText(form === "link" ? link() : all(form), name);
    const href = URL.createObjectURL(new Blob([inFile(shown())], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href, download: "gesammelte-stellen.json" }).click();
  };
  page.addEventListener("click", ({ target }) => {
    const { dataset: { tat, als } = {}, value } = target.closest("button") ?? {};
    if (tat) deeds[tat]([...rows.children].indexOf(target.closest("li")));
    else if (value) give(als, value);
  });
  rows.addEventListener("input", ({ target }) => {
    const { stelle } = target.closest("li").dataset;
    collection.change((list) => list.map((one) => (keyOf(one) === stelle ? { ...one, note: target.value } : one)));
  });
  part("[type=file]").addEventListener("change", async ({ target }) => {
    add(collectedIn(await target.files[0].text()));
    target.value = "";
  });
  const open = () => {
    const { hash } = location, list = collectedIn(hash);
    linked = list.length ? list : undefined;
    rows.replaceChildren();
    show();
    if (hash.length > 1 && !linked) say("nichts");
  };
  addEventListener("hashchange", open);
  collection.watching.push(show);
  page.hidden = false;
  open();
})();
