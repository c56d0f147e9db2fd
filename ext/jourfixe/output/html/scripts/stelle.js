/* Arrival: what an address means on this page. Marks the passages, lines or sentences that it names, tells what became of
   them since the Fassung that it was written for, and where it leads nowhere says so and offers what is nearest. */

/* Goes to a passage without asking anything more of it: a bare fragment would keep the question of this address. */
function visit(hash) {
  if (!location.search) location.hash = hash;
  else {
    history.pushState(null, "", location.pathname);
    location.replace(hash);
  }
}

(() => {
  const all = passages();
  if (!partOfPage(".ankunft") || !all.length) return;
  const numbers = all.map(numberOf);

  /* What is told is a list of texts, links and wordings. */
  const link = (kind, first, last = "", sentence = "", revision = 0) => {
    const words = spanOf(kind, first, last) + (sentence && ` Satz ${sentence}`);
    return element("a", { href: location.pathname + addressOf("", first, last, sentence, revision, kind).replace(/^[^?#]*/, "") }, words);
  };
  /* `first`: of the range whose end is missing. */
  const missing = (kind, wanted, known, first) => {
    const near = nearestOf(known, (one) => Math.abs(parseInt(one) - parseInt(wanted)));
    const has = `${kind === "z" ? "ist hier nicht bezeichnet" : "gibt es nicht"}; dieses Protokoll hat ${spanOf(kind, known[0])} bis ${known.at(-1)}`;
    return [`${spanOf(kind, wanted)} ${has}. Am nächsten: `, link(kind, first ?? near, first && near)];
  };
  const reversed = (kind, first, last) => (
    [`${spanOf(kind, first, last)}: Das Ende liegt vor dem Anfang. Gemeint ist vielleicht `, link(kind, last, first), "."]);

  /* What there is of what an address asks: passages, ranges to be marked instead of them, and news. */
  const kinds = {
    rn(first, { bis = first, satz }) {
      const start = numbers.indexOf(first), end = numbers.indexOf(bis), found = { passages: [all[start]] };
      if (start < 0) return { news: missing("rn", first, numbers) };
      if (end < 0) return { ...found, news: missing("rn", bis, numbers, first) };
      if (end < start) return { ...found, news: reversed("rn", first, bis) };
      return { passages: all.slice(start, end + 1), ...(satz && start === end && sentences(all[start], satz)) };
    },
    /* Where a line ends is known only if the next one is marked; else the passages show where it is. */
    z(first, { bis = first }) {
      const marks = [...document.querySelectorAll("main .passage .z")], lines = marks.map((mark) => mark.dataset.z);
      const start = lines.indexOf(first), end = lines.findLastIndex((n) => +n <= bis), after = marks[end + 1];
      if (start < 0) return { news: missing("z", first, lines) };
      const found = { passages: [passageOf(marks[start])], whole: false };
      if (marks[start].matches(".lost, .unsure")) found.news = [`Wo Z. ${first} beginnt, steht nicht sicher fest.`];
      if (bis === first) return found;
      if (!(bis < +lines.at(-1) + 5)) return { ...found, news: missing("z", bis, lines, first) }; // a step of lines
      if (+bis < first) return { ...found, news: reversed("z", first, bis) };
      const [from, to] = [marks[start], after ?? marks[end]].map((mark) => all.indexOf(passageOf(mark)));
      const ranges = all.slice(from, to + 1).map((passage) => {
        const range = rangeOf(passage, 0, textOf(passage).length);
        if (passage === all[from]) range.setStartBefore(marks[start]);
        if (after && passage === all[to]) range.setEndBefore(after);
        return range;
      }).filter((range) => `${range}`);
      return { news: found.news, ranges, passages: ranges.map((range) => passageOf(range.startContainer)) };
    },
    anm(name) {
      const rn = /\d+[a-z]*/.exec(name)?.[0], there = numbers.includes(rn) ? ["Zum Absatz: ", link("rn", rn)] : [];
      return document.getElementById(`anm-${name}`) ? {} : { news: ["Diese Anmerkung gibt es nicht mehr. ", ...there] };
    },
  };
  const sentences = (passage, satz) => {
    const known = sentencesOf(passage), count = known.length, [from, to = from] = satz.split("-"), rn = numberOf(passage);
    if (from > 0 && +from <= +to && to <= count) return { ranges: [rangeOf(passage, known[from - 1][0], known[to - 1][1])] };
    return { news: [`Rn. ${rn} hat ${counted(count, "Satz", "Sätze")}; Satz ${satz.replace("-", "–")} gibt es nicht. Zum letzten: `, link("rn", rn, "", `${count}`)] };
  };

  /* Since the Fassung that the address names: what became of each number that is not as it was. */
  const since = async (n, marked) => {
    const here = marked.map(numberOf), [first] = here, last = here.at(-1);
    const data = await load(`protokolle/${PAGE.protocol.id}-fassungen.js`).catch(() => ({ revisions: [] }));
    const known = data.revisions.map(([one]) => `${one}`), cited = `Zitiert nach Fassung ${n}. `;
    if (!known.includes(n)) return [[`Fassung ${n} gibt es nicht; veröffentlicht: ${known.join(", ") || "noch keine"}.`]];
    const then = expanded(data.numbers[n]), changes = data.since[n] ?? {};
    const asked = first ? [...then.slice(then.indexOf(first) >>> 0, then.indexOf(last) + 1), ...here] : Object.keys(changes);
    const other = [...new Set(asked)].filter((one) => changes[one] || !then.includes(one));
    if (!first && other.length) return [[`${cited}Seither anders: `, ...other.flatMap((rn, k) => [k ? ", " : "", link("rn", rn, "", "", n)])]];
    if (other.length) return other.map((rn, k) => [k ? "" : cited, `Rn. ${rn} `, ...became(changes[rn], n)]);
    return n === known.at(-1) && data.published ? [] : [[`${cited}Seither unverändert.`]];
  };
  const became = (change, n) => {
    if (!change) return [`gab es in Fassung ${n} noch nicht.`];
    const { kind, to, via = to, diff = [["=", change.text]] } = change, tags = { "-": "del", "+": "ins", "=": "span" };
    const old = element("blockquote", { tabIndex: 0, role: "group", ariaLabel: `Wortlaut der Fassung ${n}` });
    old.append(...diff.map(([sign, words]) => element(tags[sign], {}, words)));
    if (kind === "changed") return ["ist seither geändert:", old];
    const there = via ? link("rn", via) : "";
    return to ? ["ist in ", there, " aufgegangen. Dort stand:", old] : ["ist seither entfallen", via ? ", zusammen mit " : "", there, ". Dort stand:", old];
  };

  /* The notice: in the text, before what it is about, so that it covers nothing. */
  const notice = partOfPage(".ankunft"), shut = notice.firstChild;
  const tell = async (news, place) => {
    if (!news.length) return;
    notice.replaceChildren(shut);
    place.before(notice);
    await new Promise(requestAnimationFrame); // what changes is read out, not what comes
    for (const parts of news) {
      const old = parts.find((part) => part.tagName === "BLOCKQUOTE");
      notice.append(element("p", {}, ...parts.filter((part) => part !== old)), old ?? "");
    }
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
    const { news, passages: marked = [], ranges = [], whole = true } = kind ? kinds[kind](name, asked) : {};
    const inWords = highlights && ranges.length;
    notice.remove();
    highlights?.set("stelle", new Highlight(...ranges));
    for (const passage of all) {
      const here = whole && marked.includes(passage);
      passage.classList.toggle("gemeint", !inWords && here);
      passage.classList.toggle("teilweise", !!inWords && here);
    }
    const old = fassung && (marked.length || !kind) ? await since(fassung, marked) : [];
    if (now === turn) tell([...(news ? [news] : []), ...old], marked[0] ?? all[0].parentElement.firstElementChild);
    /* A link to another passage asks nothing more of it, however it is followed or copied. */
    if (location.search) document.querySelectorAll("a[href^='#']").forEach((one) => { one.href = location.pathname + one.hash; });
  };
  addEventListener("hashchange", arrive);
  addEventListener("popstate", arrive);
  arrive();
})();
