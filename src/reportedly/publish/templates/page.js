"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const wide = matchMedia("(min-width: 60rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const entryOf = (anchor) => (anchor.startsWith("w-") ? anchor.slice(2) : anchor);

  /* Brings an element to the middle of its own pane, and leaves the other pane where it is. */
  function bring(element, smoothly) {
    const pane = element.closest(".panels");
    const behavior = smoothly && !calm.matches ? "smooth" : "auto";
    const box = element.getBoundingClientRect();
    if (pane && wide.matches) {
      const frame = pane.getBoundingClientRect();
      const top = box.top - frame.top - Math.max(60, (frame.height - box.height) / 3);
      pane.scrollBy({ top, behavior });
      if (frame.top < 0 || frame.top > innerHeight / 2) pane.scrollIntoView({ behavior, block: "start" });
    } else if (box.top < 60 || box.bottom > innerHeight - 20) {
      element.scrollIntoView({ behavior, block: box.height > innerHeight / 2 ? "start" : "center" });
    }
  }

  /* Marks an entry and its words, and brings into view what was asked for. */
  function show(anchor, focus) {
    document.querySelectorAll(".on").forEach((it) => it.classList.remove("on"));
    const entry = entryOf(anchor);
    const card = document.getElementById(entry);
    if (!card || !card.matches(".card")) return false;
    card.classList.add("on");
    const words = [...document.querySelectorAll(`[data-e~="${CSS.escape(entry)}"]`)];
    words.forEach((it) => it.classList.add("on"));
    const toWords = anchor !== entry && words.length > 0;
    if (wide.matches || !toWords) bring(card, focus);
    const first = document.getElementById("w-" + entry);
    if (first && (wide.matches || toWords)) bring(first, focus);
    if (focus) {
      let place = toWords ? first : card;
      while (place && place !== card && !place.href) place = place.nextElementSibling;
      if (place) place.focus({ preventScroll: true });
    }
    return true;
  }

  function go(anchor) {
    if (location.hash !== "#" + anchor) history.pushState(null, "", "#" + anchor);
    return show(anchor, true);
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (String(getSelection())) return;
    const link = event.target.closest("a[href]");
    if (link) {
      const href = link.getAttribute("href");
      const known = href.startsWith("#") && document.getElementById(entryOf(href.slice(1)));
      if (known && known.matches(".card")) {
        event.preventDefault();
        go(href.slice(1));
      }
      return;
    }
    const words = event.target.closest("[data-go]");
    const card = event.target.closest(".card");
    if (words) go(words.dataset.go);
    else if (card && card.querySelector("a.show")) go("w-" + card.id);
  });

  const follow = () => show(location.hash.slice(1), false);
  addEventListener("popstate", follow);
  if (location.hash) requestAnimationFrame(follow);

  const filter = document.getElementById("filter");
  const found = document.getElementById("found");
  const cards = [...document.querySelectorAll(".card")].map((card) => [card, card.textContent.toLowerCase()]);
  function sift() {
    const terms = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const [card, words] of cards) {
      card.hidden = !terms.every((term) => words.includes(term));
      left += !card.hidden;
    }
    for (const part of document.querySelectorAll(".part, .reading"))
      part.hidden = terms.length > 0 && !part.querySelector(".card:not([hidden])");
    for (const pane of document.querySelectorAll(".panels")) pane.scrollTop = 0;
    root.classList.toggle("sifted", terms.length > 0);
    found.value = terms.length ? `${left} / ${cards.length}` : "";
  }
  filter.addEventListener("input", sift);
  if (cards.length) document.querySelector(".tools").hidden = false;
})();
