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
  const numbers = all.map(numberOf), at = (some) => some.map((rn) => all[numbers.indexOf(rn)]).filter(Boolean);

  /* What is told is a list of texts, links and wordings. */
  const link = (kind, first, last, sentence, revision) => {
    const href = location.pathname + passageAddress(first, last, sentence, revision, kind);
    return element("a", { href }, spanOf(kind, first, last, sentence));
  };
  /* `first`: of the range whose end is missing. */
  const missing = (kind, wanted, known, first) => {
    const near = nearestOf(known, wanted), is = kind === "z" ? "ist hier nicht bezeichnet" : "gibt es nicht";
    return [`${spanOf(kind, wanted)} ${is}; dieses Protokoll hat ${spanOf(kind, known[0], known.at(-1))}. Am nächsten: `, link(kind, first || near, first ? near : "")];
  };
  const reversed = (kind, first, last, n) => (
    [`${spanOf(kind, first, last)}: Das Ende liegt vor dem Anfang. Gemeint ist vielleicht `, link(kind, last, first, "", n), "."]);

  /* What there is of what an address asks: passages, ranges to be marked instead of them, and news. Numbers are those of
     the Fassung that it names; `asked`: of which it is told what became of them. */
  const kinds = {
    rn(first, { bis = first, satz }, { n, then = numbers, changes = {} }) {
      const ends = [first, bis], [start, end] = ends.map((one) => then.indexOf(one)), found = { passages: at([first]) };
      const unknown = ends.find((one) => ![...then, ...numbers].includes(one));
      if (unknown) return { ...found, news: missing("rn", unknown, numbers, unknown !== first && first) };
      if (start < 0 || end < 0) return { ...found, asked: [...new Set(ends)] };
      if (end < start) return { ...found, news: reversed("rn", first, bis, n) };
      const asked = then.slice(start, end + 1), passages = at(asked);
      return { asked, passages, ...(satz && start === end && !changes[first] && sentences(passages[0], satz)) };
    },
    /* Where a line ends is known only if the next one is marked, as all with a page are; else the passages show it. */
    z(first, { bis = first }) {
      const marks = [...document.querySelectorAll("main .passage .z")], lines = marks.map((mark) => mark.dataset.z);
      const start = lines.indexOf(first), isOfPage = first.includes(".");
      const end = isOfPage ? lines.indexOf(bis) : lines.findLastIndex((n) => +n <= bis), after = marks[end + 1];
      if (!lines.length) return { news: ["Dieses Protokoll hat keine Zeilenzahlen."] };
      if (start < 0) return { news: missing("z", first, lines) };
      const found = { passages: [passageOf(marks[start])], whole: false };
      if (marks[start].matches(".lost, .unsure")) found.news = [`Wo ${spanOf("z", first)} beginnt, steht nicht sicher fest.`];
      if (bis === first && lines[start + 1] - first !== 1 && !isOfPage) return found;
      if (isOfPage ? end < 0 : !(bis < +lines.at(-1) + 5)) return { ...found, news: missing("z", bis, lines, first) }; // a step of lines
      if (end < start) return { ...found, news: reversed("z", first, bis) };
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

  /* The Fassung that the address names, if it is not the present one. `moved`: what has passed others that have passed as
     many or fewer. */
  const former = async (n) => {
    const data = await load(`protokolle/${PAGE.protocol.id}-fassungen.js`).catch(() => ({ revisions: [] }));
    const known = data.revisions.map(([one]) => `${one}`), ofFassung = (one) => expanded(data.numbers[one]);
    if (!known.includes(n)) return { news: [`Fassung ${n} gibt es nicht; veröffentlicht: ${known.join(", ") || "noch keine"}.`] };
    if (n === known.at(-1) && data.published) return {};
    const then = ofFassung(n), changes = data.since[n], there = then.filter((rn) => !changes[rn]?.text);
    const places = there.map((rn) => numbers.indexOf(rn));
    const passed = places.map((one, i) => places.flatMap((other, k) => ((k - i) * (other - one) < 0 ? k : [])));
    const moved = there.filter((_, i) => passed[i].some((k) => passed[k].length <= passed[i].length));
    return { n, then, changes, moved, earlier: known.slice(0, known.indexOf(n)).flatMap(ofFassung) };
  };

  /* What became of each of these numbers that is not as it was. */
  const since = (state, asked) => {
    const { n, then, changes, moved } = state, cited = `Zitiert nach Fassung ${n}. `;
    const other = asked.filter((rn) => changes[rn] || moved.includes(rn) || !then.includes(rn));
    if (!other.length) return [[cited, "Seither unverändert."]];
    if (asked === then) return [[cited, "Seither anders: ", ...other.flatMap((rn, k) => [k ? ", " : "", link("rn", rn, "", "", n)])]];
    return other.map((rn, k) => [k ? "" : cited, `Rn. ${rn} `, ...became(rn, state)]);
  };
  const became = (rn, { n, then, changes, moved, earlier }) => {
    const change = changes[rn], elsewhere = moved.includes(rn) ? "steht jetzt an anderer Stelle" : "";
    if (!then.includes(rn)) return [`gab es in Fassung ${n} ${earlier.includes(rn) ? "nicht mehr" : "noch nicht"}.`];
    if (!change) return [elsewhere, "."];
    const { kind, to, via = to, diff = [["=", change.text]] } = change, tags = { "-": "del", "+": "ins", "=": "span" };
    const old = element("blockquote", { tabIndex: 0, role: "group", ariaLabel: `Wortlaut der Fassung ${n}` });
    old.append(...diff.map(([sign, words]) => element(tags[sign], {}, words)));
    if (kind === "changed") return [elsewhere && elsewhere + " und ", "ist seither geändert:", old];
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
    const now = ++turn, query = Object.fromEntries([...new URLSearchParams(location.search)].filter(([, value]) => value));
    /* A link to another passage asks nothing more of it, however it is followed or copied. */
    if (location.search) document.querySelectorAll("a[href^='#']").forEach((one) => { one.href = location.pathname + one.hash; });
    const state = query.fassung ? await former(query.fassung) : {}, [, kind, name] = /^#(rn|z|anm)-(.+)/.exec(location.hash) ?? [];
    if (now !== turn) return;
    const found = kind ? kinds[kind](name, query, state) : { asked: state.then };
    const { news, passages: marked = [], asked = marked.map(numberOf), ranges = [], whole = true } = found;
    const told = state.then && asked.length ? since(state, asked) : [];
    const inWords = highlights && ranges.length;
    notice.remove();
    highlights?.set("stelle", new Highlight(...ranges));
    for (const passage of all) {
      const here = whole && marked.includes(passage);
      passage.classList.toggle("gemeint", !inWords && here);
      passage.classList.toggle("teilweise", !!inWords && here);
    }
    tell([news, state.news, ...told].filter(Boolean), marked[0] ?? all[0].parentElement.firstElementChild);
  };
  addEventListener("hashchange", arrive);
  addEventListener("popstate", arrive);
  arrive();
})();
