/* Collected passages. They lie in this browser; where it keeps nothing, in the address of the page that shows them. */
const COLLECTED = /(\d{4}-\d\d-\d\d):(\d+[a-z]*)(?:-(\d+[a-z]*))?(?:\.(\d+(?:-\d+)?))?(?:@(\d+))?/g;
const COLLECTION = "jourfixe-sammlung/1";

/* 2026-01-12:36-38.2 is the second sentence of Rn. 36–38; @2 behind it: as it reads in Fassung 2. */
const keyOf = ({ id, first, last, sentence }) => `${id}:${first}${last && `-${last}`}${sentence && `.${sentence}`}`;
const keysOf = (list) => list.map((one) => keyOf(one) + (one.revision ? `@${one.revision}` : "")).join();

/* What lies in the browser and what lies in a file is the same. */
const inFile = (passages) => JSON.stringify({ format: COLLECTION, edition: PAGE?.edition, passages }, null, 1);

/* A passage as it is kept: nothing, if it is none. */
function kept(one) {
  const text = (name) => (typeof one?.[name] === "string" ? one[name] : ""), texts = (name) => [one?.[name] ?? []].flat().map(String);
  const clean = {
    id: text("id"), first: text("first"), last: one?.last === one?.first ? "" : text("last"), sentence: text("sentence").replace("–", "-"),
    revision: one?.revision | 0, numbers: texts("numbers"), texts: texts("texts"), roles: texts("roles"), note: text("note"),
  };
  return keyOf(clean).replace(COLLECTED, "") ? [] : [clean];
}

/* The passages in a text: a file of ours, or any text in which their places stand. */
function collectedIn(text) {
  try {
    return JSON.parse(text).passages.flatMap(kept);
  } catch {
    const found = text.replace(/%(3A|2C|40)/gi, decodeURIComponent).matchAll(COLLECTED);
    return joinedLists([], [...found].flatMap(([, id, first, last, sentence, revision]) => kept({ id, first, last, sentence, revision })));
  }
}

/* Each passage once, as in the first list; remarks of both. */
function joinedLists(list, more) {
  const all = new Map(list.map((one) => [keyOf(one), one]));
  for (const one of more) {
    const old = all.get(keyOf(one)) ?? one;
    all.set(keyOf(one), { ...old, note: [...new Set([old.note, one.note])].filter(Boolean).join("\n") });
  }
  return [...all.values()];
}

const collection = {
  key: `${COLLECTION} ${PAGE?.edition}`, list: [], safe: true, watching: [],
  read() {
    try {
      if (collection.safe) collection.list = collectedIn(localStorage.getItem(collection.key) ?? "");
    } catch {
      collection.safe = false;
    }
    collection.watching.forEach((act) => act());
  },
  /* By a function of the list as it is now: another tab may have changed it. */
  change(act) {
    collection.read();
    collection.list = act(collection.list);
    try {
      localStorage.setItem(collection.key, inFile(collection.list));
      collection.safe = true;
    } catch {
      collection.safe = false;
    }
    collection.watching.forEach((act) => act());
  },
  add(more) {
    const before = collection.list.length;
    collection.change((list) => joinedLists(list, more));
    return collection.list.length - before;
  },
};
const namesOf = (one) => quoteFields(asQuoted(one), (words) => words);
const asQuoted = (one, address = "") => ({ ...one, day: one.id.split("-").reverse().join("."), last: one.last || one.first, address });

/* On every page: how many there are, and which passages of this one are among them. */
(() => {
  const home = document.querySelector(".drawer .sammlung a")?.href;
  if (!home) return;
  const add = (tag, attributes) => document.querySelector(".top").appendChild(Object.assign(document.createElement(tag), attributes));
  const count = add("a", { className: "sammlung" }), told = add("p", { className: "gemerkt", role: "status" }), here = passages();
  collection.watching.push(() => {
    const { list, safe } = collection, marked = new Set();
    count.hidden = !list.length;
    count.textContent = `Gesammelte Stellen (${list.length})`;
    count.href = safe ? home : `${home}#${keysOf(list)}`;
    for (const { id, first, last } of list.filter(({ id }) => id === PAGE.protocol?.id)) {
      const [start, end] = [first, last || first].map((rn) => here.findIndex((one) => numberOf(one) === rn));
      if (start >= 0) here.slice(start, end + 1).forEach((one) => marked.add(one));
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
    told.textContent = `${namesOf(one).place} ${collection.add([one]) ? "gemerkt" : "ist schon gesammelt"}.`
      + (collection.safe ? "" : " Der Browser speichert die Liste nicht; über „Gesammelte Stellen“ oben lässt sie sich sichern.");
    setTimeout(() => told.replaceChildren(), 9000);
  });
  addEventListener("storage", collection.read);
  addEventListener("pageshow", ({ persisted }) => persisted && collection.read());
})();

/* The page of the collection; what it says stands in its template. */
(() => {
  const page = document.getElementById("sammlung");
  if (!page) return;
  const part = (selector, of = page) => of.querySelector(selector);
  const rows = part("ol"), pattern = part("template").content.firstElementChild, output = part(".ausgabe");
  let linked, before; // the list of the address; the own list before it was last changed
  const shown = () => linked ?? collection.list;
  const say = (words, old) => {
    part(".meldung").textContent = page.dataset[words] ?? words;
    part("[data-tat=zurueck]").hidden = !(before = old);
  };
  const address = ({ id, first, last, sentence, revision }, top = PAGE.root) => {
    const query = [revision && `fassung=${revision}`, last && `bis=${last}`, sentence && `satz=${sentence}`].filter(Boolean).join("&");
    return `${top}${page.dataset.protokoll.replace("ID", id)}${query && `?${query}`}#rn-${first}`;
  };

  /* What a link names comes with the words of its Fassung; all are compared with those of today. */
  const compare = async (one, row) => {
    try {
      const { paragraphs } = await load(`suche/${one.id}.js`);
      const [start, end] = [one.first, one.last || one.first].map((rn) => paragraphs.findIndex(([number]) => number === rn));
      const found = start < 0 ? [] : paragraphs.slice(start, end + 1), texts = found.map(([, , text]) => text);
      if (!one.texts.length) await recall(one, found);
      const same = one.sentence ? one.texts.every((text, n) => texts[n]?.includes(text)) : `${one.texts}` === `${texts}`;
      row.classList.add(!texts.length ? "fort" : !one.texts.length ? "ganz" : same ? "gleich" : "anders");
      part(".heute", row).textContent = texts.join("\n\n");
    } catch {
      row.classList.add("unbekannt");
    }
    write(one, row);
  };
  const recall = async (one, found) => {
    const { since } = one.revision ? await load(`protokolle/${one.id}-fassungen.js`).catch(() => ({})) : {};
    const [first, last = first] = one.sentence.split("-").map(Number), changes = since?.[one.revision] ?? {};
    const now = ([, , text, starts = "0"]) => {
      const at = starts.split(" ");
      return first ? text.slice(at[first - 1] ?? text.length, at[last]).trimEnd() : text;
    };
    const then = ({ text, diff }) => (first ? "" : text ?? diff.filter(([kind]) => kind !== "+").map(([, words]) => words).join(""));
    const rows = (found.length ? found : [[one.first, "c", ""]]).map((row) => [row[0], row[1], changes[row[0]] ? then(changes[row[0]]) : now(row)]);
    const known = rows.filter(([, , text]) => text), column = (n) => known.map((row) => row[n]);
    Object.assign(one, { numbers: column(0), roles: column(1).map((role) => ROLE_OF_LETTER[role]), texts: column(2) });
    if (!linked) collection.change((list) => list.map((other) => (keyOf(other) === keyOf(one) ? { ...one, note: other.note } : other)));
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
    const known = new Map([...rows.children].map((row) => [row.dataset.stelle, row]));
    const list = shown(), wanted = list.map((one) => known.get(keyOf(one)) ?? make(one));
    if (`${wanted.map((row) => row.dataset.stelle)}` !== `${[...known.keys()]}`) rows.replaceChildren(...wanted);
    list.forEach(({ note }, n) => {
      const remark = part("textarea", wanted[n]);
      if (remark !== document.activeElement) remark.value = note;
    });
    page.className = [linked && "verlinkt", !list.length && "leer", !collection.safe && "ungespeichert"].filter(Boolean).join(" ");
  };

  /* What the buttons do; `at` is the row they stand in. */
  const order = new Intl.Collator("de", { numeric: true });
  const move = (at, by) => {
    const to = Math.max(0, at + by);
    collection.change((list) => list.toSpliced(at, 1).toSpliced(to, 0, list[at]));
    const [up, down] = rows.children[to].querySelectorAll("[data-tat]"), [other, same] = by < 0 ? [down, up] : [up, down];
    other.focus();
    same.focus(); // unless it is not there: at the ends of the list
    say(`${namesOf(collection.list[to]).place}: ${to + 1}. von ${rows.children.length}`);
  };
  const add = (list) => {
    const old = list.length - collection.add(list);
    say(list.length ? `Übernommen: ${list.length - old}${old ? `, schon in der Sammlung: ${old}` : ""}` : "nichts");
  };
  const deeds = {
    hinauf: (at) => move(at, -1),
    hinab: (at) => move(at, 1),
    entfernen(at) {
      const { list } = collection;
      collection.change((now) => now.filter((one) => keyOf(one) !== keyOf(list[at])));
      say("entfernt", list);
      part("[data-tat=zurueck]").focus();
    },
    ordnen() {
      const { list } = collection;
      collection.change((now) => now.toSorted((a, b) => order.compare(keyOf(a), keyOf(b))));
      say("geordnet", list);
    },
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
  const site = PAGE.site || new URL(PAGE.root || ".", location.href).href;
  const link = () => `${PAGE.site ? site + page.dataset.hier : location.href.replace(/#.*/s, "")}#${keysOf(shown())}`;
  const quoted = (form) => [...shown().map((one) => [one.texts.length ? quote(form, asQuoted(one, address(one, site))) : namesOf(one).reference, one.note]), [link()]]
    .map((words) => words.filter(Boolean).join("\n\n")).join("\n\n\n");
  const give = async (form) => {
    if (form === "datei") {
      const href = URL.createObjectURL(new Blob([inFile(shown())], { type: "application/json" }));
      Object.assign(document.createElement("a"), { href, download: "gesammelte-stellen.json" }).click();
      return;
    }
    output.value = form === "link" ? link() : quoted(form);
    output.hidden = false;
    output.select();
    navigator.clipboard.writeText(output.value).then(() => say("kopiert"), () => say("verweigert"));
  };
  page.addEventListener("click", ({ target }) => {
    const { tat, als } = target.closest("button")?.dataset ?? {};
    if (als) give(als);
    else if (tat) deeds[tat]([...rows.children].indexOf(target.closest("li")));
  });
  rows.addEventListener("input", ({ target }) => {
    const place = target.closest("li").dataset.stelle;
    collection.change((list) => list.map((one) => (keyOf(one) === place ? { ...one, note: target.value } : one)));
  });
  part("[type=file]").addEventListener("change", async ({ target }) => {
    add(collectedIn(await target.files[0]?.text() ?? ""));
    target.value = "";
  });
  const open = () => {
    const { hash } = location, list = collectedIn(hash);
    linked = list.length ? list : undefined;
    rows.replaceChildren();
    collection.read();
    if (hash.length > 1 && !linked) say("nichts");
  };
  addEventListener("hashchange", open);
  collection.watching.push(show);
  page.hidden = false;
  open();
})();
