"use strict";
(() => {
  const words = document.querySelector(".words");
  const voices = [...document.querySelectorAll(".voice[data-entries]")];
  if (!words) return;
  const standOn = (id) => words.querySelectorAll(`[data-e~="${CSS.escape(id)}"]`);

  /* Each speaker's words in their colour. */
  for (const voice of voices)
    for (const id of voice.dataset.entries.split(" "))
      standOn(id).forEach((it) => it.classList.add(`voice-${voice.dataset.voice}`));

  for (const voice of voices)
    voice.addEventListener("click", () => {
      const on = voice.getAttribute("aria-pressed") !== "true";
      voices.forEach((it) => it.setAttribute("aria-pressed", String(on && it === voice)));
      words.querySelectorAll(".heard").forEach((it) => it.classList.remove("heard"));
      words.classList.toggle("one-voice", on);
      if (!on) return;
      let first = null;
      for (const id of voice.dataset.entries.split(" "))
        standOn(id).forEach((it) => { it.classList.add("heard"); first = first || it; });
      if (first) first.scrollIntoView({ block: "nearest" });
    });

  /* Hover lights the words and the card of a cell. */
  const lit = new Set();
  const dim = () => { lit.forEach((it) => it.classList.remove("hover")); lit.clear(); };
  document.addEventListener("pointerover", (event) => {
    dim();
    const over = event.target.closest(".words [data-e], .card[id]");
    if (!over) return;
    const ids = over.dataset.e ? [over.dataset.e.split(" ")[0]] : [over.id];
    for (const id of ids) {
      standOn(id).forEach((it) => lit.add(it));
      const card = document.getElementById(id);
      if (card) lit.add(card);
    }
    lit.forEach((it) => it.classList.add("hover"));
  });

  /* j and k walk the cells in the order of the text. */
  const cells = [...words.querySelectorAll("a.on-text, a.flag")];
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key !== "j" && event.key !== "k") return;
    const here = cells.indexOf(document.activeElement);
    at = Math.max(0, Math.min(cells.length - 1, (here >= 0 ? here : at) + (event.key === "j" ? 1 : -1)));
    const cell = cells[at];
    if (!cell) return;
    cell.click();
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "center" });
  });
})();
