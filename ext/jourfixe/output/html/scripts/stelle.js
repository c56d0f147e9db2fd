/* Arrival: what an address means on this page. Marks the passages, lines or sentences that it names, tells what became of
   them since the Fassung that it was written for, and where it leads nowhere says so and offers what is nearest. */

/* "Rn. 34–36", "Sätze 2–3". */
const spanned = (unit, first, last = first) => `${unit} ${first}${last && last !== first ? `–${last}` : ""}`;

/* On this page, from the root of its address: a fragment, and what is asked of it. */
const hereAddress = (id, asked = {}) => {
  const query = Object.entries(asked).filter(([, value]) => value).map((pair) => pair.join("=")).join("&");
  return `${location.pathname}${query && `?${query}`}#${id}`;
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
    const texts = all.map(textOf), whole = texts.join("\n"), begins = new Map();
    texts.reduce((at, text, n) => begins.set(all[n], at) && at + text.length + 1, 0);
    const marks = [...document.querySelectorAll("main .passage .z:not(.lost)")].map((mark) => {
      const passage = passageOf(mark), at = begins.get(passage) + offsetIn(passage, mark, 0);
      return { n: +mark.dataset.z, at, sure: !mark.matches(".unsure") };
    });
    /* Between two marks: where the line would begin if lines were equally long. */
    const placeOf = (n) => {
      const next = marks.find((mark) => mark.n >= n), last = marks.findLast((mark) => mark.n <= n);
      if (next === last || !last || !next) return next?.at ?? whole.length;
      const at = Math.round(last.at + (next.at - last.at) * (n - last.n) / (next.n - last.n));
      return at + whole.slice(at).search(/\s|$/);
    };
    const ranges = (start, end) => all.flatMap((passage, n) => {
      const from = Math.max(0, start - begins.get(passage)), to = Math.min(texts[n].length, end - begins.get(passage));
      return from < to ? [rangeOf(passage, from, to)] : [];
    });
    return { marks, placeOf, ranges };
  };

  /* What the address asks, and what of it there is: passages to be marked, ranges instead of them, and news. */
  const order = new Intl.Collator("de", { numeric: true }).compare;
  const rn = (passage) => `Rn. ${numberOf(passage)}`;
  const link = (words, id, asked) => Object.assign(document.createElement("a"), { href: hereAddress(id, asked), textContent: words });
  const near = (known, wanted) => {
    const sorted = known.toSorted(order), before = sorted.filter((one) => order(one, wanted) <= 0);
    const found = before.at(-1) ?? sorted[0];
    const word = !before.length ? "ersten" : before.length === sorted.length ? "letzten" : "nächsten davor";
    return { found, ends: [sorted[0], sorted.at(-1)], word: `Zur ${word}: ` };
  };
  const noNumber = (wanted, target) => {
    const { found, ends, word } = near(all.map(numberOf), wanted);
    const [id, asked, name] = target?.(found) ?? [`rn-${found}`, {}, `Rn. ${found}`];
    return [`Rn. ${wanted} gibt es nicht; dieses Protokoll hat Rn. ${ends.join(" bis ")}. ${word}`, link(name, id, asked)];
  };
  const noLine = (wanted, { marks }, target) => {
    const { found, ends, word } = near(marks.map(({ n }) => `${n}`), wanted);
    const inside = order(ends[0], wanted) < 0 && order(wanted, ends[1]) < 0;
    const why = inside ? `Z. ${wanted} ist hier nicht bezeichnet` : `Z. ${wanted} gibt es nicht; bezeichnet sind Z. ${ends.join(" bis ")}`;
    const [id, asked, name] = target?.(found) ?? [`z-${found}`, {}, `Z. ${found}`];
    return [`${why}. ${word}`, link(name, id, asked)];
  };
  const reversed = (unit, id, first, last) => [
    `${spanned(unit, first, last)}: Das Ende liegt vor dem Anfang. Gemeint ist vielleicht `,
    link(spanned(unit, last, first), `${id}-${last}`, { bis: first }), ".",
  ];

  const kinds = {
    rn(first, { bis, satz }) {
      const start = all.findIndex((passage) => numberOf(passage) === first);
      if (start < 0) return { news: [noNumber(first)] };
      const news = [], one = all[start];
      let end = bis ? all.findIndex((passage) => numberOf(passage) === bis) : start;
      if (end < 0) news.push(noNumber(bis, (last) => [`rn-${first}`, { bis: last }, spanned("Rn.", first, last)]));
      else if (end < start) news.push(reversed("Rn.", "rn", first, bis));
      end = Math.max(start, end);
      const found = { news, passages: all.slice(start, end + 1) };
      return satz && end === start ? { ...found, ...sentences(one, satz, news) } : found;
    },
    z(first, { bis }) {
      const mark = document.getElementById(`z-${first}`), passage = passageOf(mark), text = lineText();
      if (!passage) return { news: [noLine(first, text)] };
      const news = [], found = { news, passages: [passage], whole: false }, line = text.marks.find(({ n }) => n === +first);
      if (!line) news.push([`Wo in ${rn(passage)} Z. ${first} beginnt, ist nicht mehr bekannt.`]);
      else if (!line.sure) news.push([`Wo Z. ${first} beginnt, steht nicht sicher fest.`]);
      if (!bis || !line) return found;
      const wrong = !(+bis < text.marks.at(-1).n + 5) // a step of lines
        ? noLine(bis, text, (last) => [`z-${first}`, { bis: last }, spanned("Z.", first, last)])
        : +bis < +first && reversed("Z.", "z", first, bis);
      if (wrong) return { ...found, news: [...news, wrong] };
      const ranges = text.ranges(line.at, text.placeOf(+bis + 1));
      return { news, ranges, passages: ranges.map((range) => passageOf(range.startContainer)) };
    },
    anm(name) {
      if (document.getElementById(`anm-${name}`)) return {};
      const number = /^(?:ref-)?(\d+[a-z]*)/.exec(name)?.[1], place = number && document.getElementById(`rn-${number}`);
      return { news: [["Diese Anmerkung gibt es nicht mehr. ", ...(place ? ["Zur Stelle, bei der sie stand: ", link(rn(place), place.id)] : [])]] };
    },
  };
  const sentences = (passage, satz, news) => {
    const known = sentencesOf(passage), count = known.length, [from, to = from] = satz.split("-");
    if (/^\d+(-\d+)?$/.test(satz) && from > 0 && +from <= +to && to <= count) {
      return { ranges: [rangeOf(passage, known[from - 1][0], known[to - 1][1])] };
    }
    news.push([
      `${rn(passage)} hat ${count === 1 ? "nur einen Satz" : `${count} Sätze`}; ${spanned("Satz", from, to)} gibt es nicht. `,
      ...(count === 1 ? [] : ["Zum letzten: ", link(`${rn(passage)} Satz ${count}`, passage.id, { satz: count })]),
    ]);
    return {};
  };

  /* Since the Fassung that the address names: of each number what became of it, if it is not as it was. */
  const since = async (n, { passages: marked = [] }) => {
    const { revision, id } = PAGE.protocol, numbers = marked.map(numberOf), [first, last] = [numbers[0], numbers.at(-1)];
    let data;
    try {
      data = await load(`protokolle/${id}-fassungen.js`);
    } catch {
      return [[revision ? `Was sich seit Fassung ${n} geändert hat, lässt sich gerade nicht laden.` : "Von diesem Protokoll gibt es noch keine Fassung."]];
    }
    const known = data.revisions.map(([one]) => `${one}`), several = known.length > 1;
    if (!known.includes(n)) {
      const has = several ? `sind die Fassungen ${known.join(", ")}` : `ist nur Fassung ${known}`;
      const words = `Fassung ${n} gibt es nicht; veröffentlicht ${has}. `;
      return [[words, ...(first ? ["Zur heutigen: ", link(spanned("Rn.", first, last), `rn-${first}`, { bis: last !== first && last })] : [])]];
    }
    const then = expanded(data.numbers[n]), changes = data.since[n] ?? {}, cited = `Zitiert nach Fassung ${n}. `;
    const asked = new Set([...(first ? then.slice(then.indexOf(first) >>> 0, then.indexOf(last) + 1) : Object.keys(changes)), ...numbers]);
    const other = [...asked].filter((one) => changes[one] || !then.includes(one));
    if (!first && other.length) {
      return [[`${cited}Seither anders: `, ...other.flatMap((one, k) => [k ? ", " : "", link(`Rn. ${one}`, `rn-${one}`, { fassung: n })])]];
    }
    if (other.length) return other.map((one, k) => became(one, changes[one], n, k ? "" : cited));
    if (n === known.at(-1) && data.published) return [];
    return [[`${cited}${first ? spanned("Rn.", first, last) : "Alles"} ${asked.size > 1 ? "sind" : "ist"} seither unverändert.`]];
  };
  const became = (one, change, n, cited) => {
    const it = `${cited}Rn. ${one} `, old = (pieces) => ({ old: pieces, name: `Rn. ${one} in Fassung ${n}` });
    const into = change?.to ?? change?.via, there = into && link(`Rn. ${into}`, `rn-${into}`);
    if (!change) return [`${it}gab es in Fassung ${n} noch nicht.`];
    if (change.kind === "changed") return [`${it}ist seither geändert:`, old(change.diff)];
    if (change.to) return [`${it}ist in `, there, " aufgegangen. Dort stand:", old([["=", change.text]])];
    return [`${it}ist seither entfallen`, ...(there ? [", zusammen mit ", there] : []), ". Dort stand:", old([["=", change.text]])];
  };

  /* The notice: in the text, before what it is about, so that it covers nothing. */
  const notice = document.createElement("aside"), shut = document.createElement("button");
  notice.className = "ankunft";
  notice.ariaLabel = "Zu diesem Verweis";
  Object.assign(shut, { type: "button", textContent: "×", ariaLabel: "Hinweis schließen" });
  const wording = ({ old, name }) => {
    const quoted = Object.assign(document.createElement("blockquote"), { tabIndex: 0, ariaLabel: name });
    quoted.setAttribute("role", "group");
    for (const [sign, words] of old) {
      const [, before, inner, after] = /^(\s*)(.*?)(\s*)$/s.exec(words), tag = { "-": "del", "+": "ins" }[sign];
      quoted.append(...(tag && inner ? [before, Object.assign(document.createElement(tag), { textContent: inner }), after] : [words]));
    }
    return quoted;
  };
  const tell = async (news, place) => {
    if (!news.length) return;
    const told = news.map(() => document.createElement("p")); // a status is read to the blind if it changes, not if it comes
    told.forEach((one) => one.setAttribute("role", "status"));
    notice.replaceChildren(shut, ...told);
    place.before(notice);
    await new Promise(requestAnimationFrame);
    news.forEach((parts, n) => {
      told[n].append(...parts.filter((part) => !part.old));
      for (const quoted of parts.filter((part) => part.old).map(wording)) {
        told[n].after(quoted);
        quoted.scrollTop = (quoted.querySelector("del, ins")?.offsetTop ?? 0) - 40; // px: a line before it
      }
    });
    notice.scrollIntoView();
  };
  const close = () => {
    const focused = notice.contains(document.activeElement), next = notice.nextElementSibling;
    notice.remove();
    if (focused) (next.querySelector(":scope > .rn") ?? document.getElementById("inhalt")).focus({ preventScroll: true });
  };
  shut.addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && notice.isConnected && !event.defaultPrevented) close();
  });

  const highlights = globalThis.CSS?.highlights;
  const mark = ({ passages: marked = [], ranges = [], whole = true }) => {
    const words = highlights && ranges.length;
    if (words) highlights.set("stelle", new Highlight(...ranges));
    for (const passage of whole ? marked : []) passage.classList.toggle(words ? "teilweise" : "gemeint", true);
  };
  let turn = 0;
  const arrive = async () => {
    const now = ++turn, { fassung, ...asked } = Object.fromEntries(new URLSearchParams(location.search));
    notice.remove();
    highlights?.delete("stelle");
    for (const passage of all) passage.classList.remove("gemeint", "teilweise");
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch { /* taken as it stands */ }
    const [, kind, name] = /^(rn|z|anm)-(.+)/s.exec(id) ?? [], found = kind ? kinds[kind](name, asked) : {};
    mark(found);
    const news = found.news ?? [], top = all[0].parentElement.firstElementChild;
    const old = fassung && (found.passages || !kind) ? await since(fassung, found) : [];
    if (now === turn) tell([...news, ...old], found.passages?.[0] ?? top);
  };

  /* A link to another passage asks nothing more of it, however it is followed. */
  const plain = ({ target }) => {
    const hash = location.search && target.closest?.("a")?.getAttribute("href");
    if (hash?.startsWith("#")) target.closest("a").href = location.pathname + hash;
  };
  for (const type of ["pointerdown", "focusin", "click"]) document.addEventListener(type, plain, true);
  document.addEventListener("click", (event) => {
    const to = event.target.closest?.("a");
    if (!to?.hash || !location.search || to.href !== location.href.replace(/[?#].*/s, "") + to.hash) return;
    if (event.defaultPrevented || !plainClick(event)) return;
    event.preventDefault();
    visit(to.hash);
  });
  addEventListener("hashchange", arrive);
  addEventListener("popstate", arrive);
  arrive();
})();
