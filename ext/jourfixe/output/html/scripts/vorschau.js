/* Previews: beside a link, the words it leads to. Comfort only: without script, or without popovers, a link is a link. */
(() => {
  const main = document.querySelector("main"), pane = partOfPage(".vorschau");
  if (!pane || !main.showPopover) return;

  const OPEN = 350, CLOSE = 250; // ms: how long a pointer rests on a link, and how long it may be away from both
  const [heading, text, onward] = pane.children;
  main.append(pane);

  /* What is known of the other end of a link: words given with the page, or those of a place on this page. */
  const words = (nodes) => [...nodes].map((node) => node.textContent.trim()).join(" ");
  const kinds = {
    ".passage": (at) => [at.querySelector(".rn").ariaLabel, at.querySelectorAll("p")],
    ".anmerkung": (at) => [`Anmerkung ${words(at.querySelectorAll(".nummer"))}`, at.querySelectorAll("p")],
    dt: (at) => [words([...at.childNodes].slice(0, -1)), [at.parentElement.querySelector(`#${CSS.escape(at.id)} ~ dd p`) ?? at]],
  };
  const preview = (link) => {
    const given = [...document.getElementById("vorschau")?.content.children ?? []];
    const known = given.find(({ dataset }) => dataset.for === link.getAttribute("href"));
    if (known) return { heading: known.firstChild.textContent, text: words([...known.children].slice(1)) };
    const here = link.pathname === location.pathname;
    const target = here && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const kind = target && !target.contains(link) && Object.keys(kinds).find((one) => target.matches(one));
    if (!kind) return null;
    const [name, nodes] = kinds[kind](target);
    return { heading: name, text: words(nodes), note: kind === ".anmerkung" && target };
  };

  /* One link at a time: a note on the screen is pointed at, anything else is shown in the pane. */
  let shown = null, note = null, aim = null, timer = 0, finger = false; // aim: the link shown, or soon to be
  const plan = (act, ms) => {
    clearTimeout(timer);
    timer = setTimeout(act, ms);
  };
  const close = () => {
    clearTimeout(timer);
    shown?.removeAttribute("aria-describedby");
    note?.classList.remove("gemeint");
    pane.togglePopover(false);
    shown = note = aim = null;
  };
  const leave = () => aim?.matches(":focus-visible") || plan(close, CLOSE);
  const show = (link) => {
    const found = preview(link);
    close();
    if (!found) return;
    shown = aim = link;
    if (found.note && inView(found.note)) {
      note = found.note;
      note.classList.add("gemeint");
    } else {
      heading.textContent = found.heading;
      text.textContent = found.text;
      onward.href = link.href;
      onward.hidden = !finger;
      pane.role = finger ? "dialog" : "tooltip";
      pane.ariaLabel = finger ? found.heading || link.textContent : null;
      showBeside(pane, [...link.getClientRects()].at(-1), 6);
    }
    link.setAttribute("aria-describedby", (note ?? pane).id);
  };
  const soon = (link) => {
    aim = link;
    plan(() => show(link), OPEN);
  };

  /* Pointer, keyboard, finger. A finger's first tap shows, the second one follows; a key follows at once. */
  const linkAt = ({ target }) => (pane.contains(target) ? null : target.closest?.("a[href]"));
  main.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linkAt(event);
    if (link && link !== shown) soon(link);
    else if (link || pane.contains(event.target)) clearTimeout(timer);
    else leave();
  });
  main.addEventListener("pointerleave", leave);
  main.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible")) soon(link);
  });
  main.addEventListener("focusout", ({ target, relatedTarget }) => {
    if (!pane.contains(relatedTarget) && (!shown || target === shown || pane.contains(target))) close();
  });
  main.addEventListener("click", (event) => {
    const link = linkAt(event);
    if (finger && event.detail && link && link !== shown && preview(link)) {
      event.preventDefault();
      show(link);
    } else if (link || event.target === onward) close();
  });
  document.addEventListener("pointerdown", (event) => {
    finger = event.pointerType === "touch";
    if (shown && !pane.contains(event.target) && linkAt(event) !== shown) close();
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  addEventListener("resize", close);
})();
