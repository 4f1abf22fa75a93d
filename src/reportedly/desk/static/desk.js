"use strict";
(() => {
  const typing = (it) => it.closest && it.closest("input, select, textarea, [contenteditable]");
  const walk = document.querySelector("[data-walk]");
  const steps = walk ? [...walk.children] : [];
  let at = -1;

  function go(to) {
    if (!steps.length) return;
    at = Math.max(0, Math.min(steps.length - 1, to));
    steps.forEach((it, i) => it.classList.toggle("walked", i === at));
    const first = steps[at].matches("[tabindex]") ? steps[at] : steps[at].querySelector("a, button");
    if (first) first.focus({ preventScroll: true });
    steps[at].scrollIntoView({ block: "nearest" });
  }

  function press(key) {
    const here = steps[at] || document;
    const put = here.querySelector(`[data-focus="${key}"]`) || (key === "m" && document.querySelector('[data-focus="m"]'));
    if (put) {
      const folded = put.closest("details");
      if (folded) folded.open = true;
      put.focus();
      return true;
    }
    const all = [...here.querySelectorAll(`[data-key="${key}"]`)];
    const found = key === "u" ? all[all.length - 1] : all[0];
    const anywhere = key === "n" ? document.querySelector('[data-key="n"]') : null;
    if (found || anywhere) { (found || anywhere).click(); return true; }
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target)) { if (event.key === "Escape") event.target.blur(); return; }
    if (event.key === "/") {
      const find = document.querySelector(".find input");
      if (find) { event.preventDefault(); find.focus(); }
    } else if (walk && event.key === "j") go(at + 1);
    else if (walk && event.key === "k") go(at - 1);
    else if (walk && steps[at] && /^[axcvsmun]$/.test(event.key) && press(event.key)) event.preventDefault();
  });
  if (walk && location.hash) {
    const there = steps.findIndex((it) => "#" + it.id === location.hash);
    if (there >= 0) go(there);
  }
  document.querySelectorAll("[data-walk] > li").forEach((it, i) => it.addEventListener("focusin", () => {
    at = i;
    steps.forEach((other, n) => other.classList.toggle("walked", n === i));
  }));

  /* On a phone what is asked for comes before the filters. */
  if (matchMedia("(max-width: 46rem)").matches)
    document.querySelectorAll("details.narrow").forEach((it) => { it.open = false; });

  /* Two people at once: no button is pressed twice. */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((it) => delete it.dataset.sent));

  /* The timeline: days are dragged over, then listed. */
  const line = document.querySelector(".timeline");
  if (line) {
    const svg = line.querySelector("svg");
    const brush = line.querySelector(".brush");
    const days = [...line.querySelectorAll("[data-day]")].map((it) => it.dataset.day);
    const place = (event) => {
      const box = svg.getBoundingClientRect();
      return Math.max(0, Math.min(0.9999, (event.clientX - box.left) / box.width));
    };
    let from = null, moved = false;
    svg.addEventListener("pointerdown", (event) => { from = place(event); moved = false; });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    addEventListener("pointermove", (event) => {
      if (from === null) return;
      const to = place(event);
      moved = moved || Math.abs(to - from) > 1 / days.length;
      brush.setAttribute("x", Math.min(from, to) * 100);
      brush.setAttribute("width", Math.abs(to - from) * 100);
    });
    addEventListener("pointerup", (event) => {
      if (from === null) return;
      const ends = [from, place(event)].sort((a, b) => a - b).map((it) => days[Math.floor(it * days.length)]);
      from = null;
      if (moved) location.href = `/incidents?since=${ends[0]}&until=${ends[1]}`;
    });
    svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
  }
})();
