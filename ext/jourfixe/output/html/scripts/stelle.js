/* Arrival: what an address means on this page. Marks the passages, lines or sentences that it names, tells what became of
   them since the Fassung that it was written for, and where it leads nowhere says so and offers what is nearest. */

/* "Rn. 34–36". */
const spanned = (unit, first, last = first) => `${unit} ${first}${last === first ? "" : `–${last}`}`;

const element = (tag, fields, ...inside) => {
  const made = Object.assign(document.createElement(tag), fields);
  made.append(...inside);
  return made;
};

/* Goes to a passage without asking anything more of it: a bare fragment would keep the question of this address. */
function visit(hash) {
  if (!location.search) location.hash = hash;
  else {
    history.pushState(null, "", location.pathname);
    location.replace(hash);
  }
}

const plainClick = (event) => !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

(() => {
  const all = passages();
  if (!PAGE?.protocol || !all.length) return;

  /* All paragraphs as one text, for lines, which do not end where paragraphs do. `marks`: where lines begin in it. */
  const lineText = () => {
    const begins = new Map();
    let whole = "";
    for (const passage of all) {
      begins.set(passage, whole.length);
      whole += `${textOf(passage)}\n`;
    }
    const marks = [...document.querySelectorAll("main .passage .z:not(.lost)")].map((mark) => {
      const passage = passageOf(mark);
      return { n: +mark.dataset.z, at: begins.get(passage) + offsetIn(passage, mark, 0), sure: !mark.matches(".unsure") };
    });
    /* Between two marks: where the line would begin if lines were equally long. */
    const placeOf = (n) => {
      const next = marks.find((mark) => mark.n >= n), last = marks.findLast((mark) => mark.n <= n);
      if (next === last || !last || !next) return next?.at ?? whole.length;
      const at = Math.round(last.at + (next.at - last.at) * (n - last.n) / (next.n - last.n));
      return at + whole.slice(at).search(/\s/);
    };
    const ranges = (start, end) => all.flatMap((passage) => {
      const at = begins.get(passage), from = Math.max(0, start - at), to = Math.min(textOf(passage).length, end - at);
      return from < to ? [rangeOf(passage, from, to)] : [];
    });
    return { marks, placeOf, ranges };
  };

  /* What is told is a list of texts, links and wordings. Links: what they show, where they lead, what they ask. */
  const link = (textContent, id, asked = {}) => {
    const query = Object.entries(asked).filter(([, value]) => value).map((pair) => pair.join("="));
    return element("a", { textContent, href: `${location.pathname}${query.length ? `?${query}` : ""}#${id}` });
  };
  const linkTo = (kind, first, last) => link(spanned(UNITS[kind], first, last), `${kind}-${first}`, { bis: last === first ? "" : last });
  const UNITS = { rn: "Rn.", z: "Z." };
  const order = new Intl.Collator("de", { numeric: true }).compare;
  /* `first`: of the range whose end is missing. */
  const missing = (kind, wanted, known, first) => {
    const sorted = known.toSorted(order), before = sorted.filter((one) => order(one, wanted) < 0), near = before.at(-1) ?? sorted[0];
    const inside = before.length && before.length < sorted.length, unit = UNITS[kind];
    const why = inside ? kind === "z" ? "ist hier nicht bezeichnet" : "gibt es nicht" : `gibt es nicht; dieses Protokoll hat ${unit} ${sorted[0]} bis ${sorted.at(-1)}`;
    const where = inside ? "nächsten davor" : before.length ? "letzten" : "ersten";
    return [`${unit} ${wanted} ${why}. Zur ${where}: `, first ? linkTo(kind, first, near) : linkTo(kind, near)];
  };
  const reversed = (kind, first, last) => [
    `${spanned(UNITS[kind], first, last)}: Das Ende liegt vor dem Anfang. Gemeint ist vielleicht `, linkTo(kind, last, first), ".",
  ];

  /* What there is of what an address asks: passages, ranges to be marked instead of them, and news. */
  const kinds = {
    rn(first, { bis = first, satz }) {
      const numbers = all.map(numberOf), start = numbers.indexOf(first), end = numbers.indexOf(bis);
      if (start < 0) return { news: [missing("rn", first, numbers)] };
      if (end < 0) return { news: [missing("rn", bis, numbers, first)], passages: [all[start]] };
      if (end < start) return { news: [reversed("rn", first, bis)], passages: [all[start]] };
      return { passages: all.slice(start, end + 1), ...(satz && start === end && sentences(all[start], satz)) };
    },
    z(first, { bis }) {
      const passage = passageOf(document.getElementById(`z-${first}`)), { marks, placeOf, ranges } = lineText();
      const known = marks.map(({ n }) => `${n}`), line = marks.find(({ n }) => n === +first), found = { passages: [passage], whole: false };
      if (!passage) return { news: [missing("z", first, known)] };
      if (!line) return { ...found, news: [[`Wo in Rn. ${numberOf(passage)} Z. ${first} beginnt, ist nicht mehr bekannt.`]] };
      const news = line.sure ? [] : [[`Wo Z. ${first} beginnt, steht nicht sicher fest.`]];
      if (!bis) return { ...found, news };
      if (!(+bis < marks.at(-1).n + 5)) return { ...found, news: [missing("z", bis, known, first)] }; // a step of lines
      if (+bis < +first) return { ...found, news: [reversed("z", first, bis)] };
      const words = ranges(line.at, placeOf(+bis + 1));
      return { news, ranges: words, passages: words.map((range) => passageOf(range.startContainer)) };
    },
    anm(name) {
      const place = document.getElementById(`rn-${/\d+[a-z]*/.exec(name)}`);
      if (document.getElementById(`anm-${name}`)) return {};
      return { news: [["Diese Anmerkung gibt es nicht mehr. ", ...(place ? ["Zum Absatz: ", linkTo("rn", numberOf(place))] : [])]] };
    },
  };
  const sentences = (passage, satz) => {
    const known = sentencesOf(passage), count = known.length, [from, to = from] = satz.split("-"), name = `Rn. ${numberOf(passage)}`;
    if (from > 0 && +from <= +to && to <= count) return { ranges: [rangeOf(passage, known[from - 1][0], known[to - 1][1])] };
    const has = count === 1 ? "nur einen Satz" : `${count} Sätze`, last = link(`${name} Satz ${count}`, passage.id, { satz: count });
    return { news: [[`${name} hat ${has}; ${spanned("Satz", from, to)} gibt es nicht. `, ...(count === 1 ? [] : ["Zum letzten: ", last])]] };
  };

  /* Since the Fassung that the address names: what became of each number that is not as it was. */
  const since = async (n, marked = []) => {
    const numbers = marked.map(numberOf), first = numbers[0], last = numbers.at(-1);
    const data = await load(`protokolle/${PAGE.protocol.id}-fassungen.js`).catch(() => ({ revisions: [] }));
    const known = data.revisions.map(([one]) => `${one}`), cited = `Zitiert nach Fassung ${n}. `;
    if (!known.includes(n)) {
      return [[`Fassung ${n} gibt es nicht; veröffentlicht: ${known.join(", ") || "noch keine"}. `, ...(first ? ["Zur heutigen: ", linkTo("rn", first, last)] : [])]];
    }
    const then = expanded(data.numbers[n]), changes = data.since[n] ?? {};
    const asked = new Set([...(first ? then.slice(then.indexOf(first) >>> 0, then.indexOf(last) + 1) : Object.keys(changes)), ...numbers]);
    const other = [...asked].filter((one) => changes[one] || !then.includes(one));
    if (!first && other.length) {
      return [[`${cited}Seither anders: `, ...other.flatMap((one, k) => [k ? ", " : "", link(`Rn. ${one}`, `rn-${one}`, { fassung: n })])]];
    }
    if (other.length) return other.map((one, k) => [k ? "" : cited, `Rn. ${one} `, ...became(changes[one], n)]);
    if (n === known.at(-1) && data.published) return [];
    return [[`${cited}${first ? spanned("Rn.", first, last) : "Alles"} ${asked.size > 1 ? "sind" : "ist"} seither unverändert.`]];
  };
  const became = (change, n) => {
    if (!change) return [`gab es in Fassung ${n} noch nicht.`];
    const { kind, to, via = to, diff = [["=", change.text]] } = change, there = via ? linkTo("rn", via) : "";
    const old = element("blockquote", { tabIndex: 0, role: "group", ariaLabel: `Wortlaut der Fassung ${n}` });
    for (const [sign, words] of diff) old.append(sign === "=" ? words : element(sign === "-" ? "del" : "ins", {}, words));
    if (kind === "changed") return ["ist seither geändert:", old];
    return to ? ["ist in ", there, " aufgegangen. Dort stand:", old] : ["ist seither entfallen", via ? ", zusammen mit " : "", there, ". Dort stand:", old];
  };

  /* The notice: in the text, before what it is about, so that it covers nothing. */
  const shut = element("button", { type: "button", textContent: "×", ariaLabel: "Hinweis schließen" });
  const notice = element("aside", { className: "ankunft", ariaLabel: "Zu diesem Verweis" });
  const tell = async (news, place) => {
    const told = news.map(() => element("p", { role: "status" })); // is read out if it changes, not if it comes
    if (!news.length) return;
    notice.replaceChildren(shut, ...told);
    place.before(notice);
    await new Promise(requestAnimationFrame);
    news.forEach((parts, n) => {
      const isOld = (part) => part.tagName === "BLOCKQUOTE", old = parts.find(isOld);
      told[n].append(...parts.filter((part) => !isOld(part)));
      if (!old) return;
      told[n].after(old);
      old.scrollTop = (old.querySelector("del, ins")?.offsetTop ?? 0) - 40; // px: a line before it
    });
    notice.scrollIntoView();
  };
  const close = () => {
    const next = notice.contains(document.activeElement) && notice.nextElementSibling;
    notice.remove();
    if (next) (next.querySelector(".rn") ?? document.getElementById("inhalt")).focus({ preventScroll: true });
  };
  shut.addEventListener("click", close);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close());

  const highlights = globalThis.CSS?.highlights;
  let turn = 0;
  const arrive = async () => {
    const now = ++turn, { fassung, ...asked } = Object.fromEntries([...new URLSearchParams(location.search)].filter(([, value]) => value));
    const [, kind, name] = /^#(rn|z|anm)-(.+)/.exec(location.hash) ?? [];
    const { news = [], passages: marked, ranges = [], whole = true } = kind ? kinds[kind](name, asked) : {};
    const inWords = highlights && ranges.length;
    notice.remove();
    highlights?.delete("stelle");
    if (inWords) highlights.set("stelle", new Highlight(...ranges));
    for (const passage of all) {
      const here = whole && !!marked?.includes(passage);
      passage.classList.toggle("gemeint", !inWords && here);
      passage.classList.toggle("teilweise", !!inWords && here);
    }
    const old = fassung && (marked || !kind) ? await since(fassung, marked) : [];
    if (now === turn) tell([...news, ...old], marked?.[0] ?? all[0].parentElement.firstElementChild);
    /* A link to another passage asks nothing more of it, however it is followed. */
    if (location.search) for (const one of document.querySelectorAll("a[href^='#']")) one.href = location.pathname + one.hash;
  };
  document.addEventListener("click", (event) => {
    const to = event.target.closest?.("a");
    if (event.defaultPrevented || !location.search || !to?.hash || !plainClick(event)) return;
    if (to.getAttribute("href") !== location.pathname + to.hash) return;
    event.preventDefault();
    visit(to.hash);
  });
  addEventListener("hashchange", arrive);
  addEventListener("popstate", arrive);
  arrive();
})();
