/* Comfort only: the switch between automatic, light and dark. Everything else works without script. */
(() => {
  const names = { auto: "automatisch", light: "hell", dark: "dunkel" };
  const order = Object.keys(names);
  const button = document.querySelector(".theme-switch");
  if (!button) return;
  const show = () => {
    button.ariaLabel = button.title = `Darstellung: ${names[document.body.dataset.theme] || names.auto}`;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = order[(order.indexOf(document.body.dataset.theme) + 1) % order.length];
    document.body.dataset.theme = next;
    try { localStorage.setItem("theme", next); } catch { /* private mode: the choice lasts for this page */ }
    show();
  });
  show();
})();
