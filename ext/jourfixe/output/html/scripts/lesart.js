/* The switch between the text of the edition and that of the witness: it changes the words, so copying gives what is shown. */
(() => {
  const button = document.querySelector("button.lesart");
  if (!button) return;
  const places = [...document.querySelectorAll("main .emendation")].map((place) => {
    const edition = [...place.childNodes], marks = place.querySelectorAll(".z");
    return { place, readings: [edition, [place.dataset.zeuge, ...marks]] };
  });
  let witness = 0;
  const show = () => {
    for (const { place, readings } of places) place.replaceChildren(...readings[witness]);
    document.querySelector("main").classList.toggle("wie-textzeuge", witness);
    button.ariaLabel = witness ? "Wortlaut der Edition zeigen" : "Wortlaut des Textzeugen zeigen";
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    witness = 1 - witness;
    show();
  });
  show();
})();
