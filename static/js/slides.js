// The presentation of the principles: one slide at a time, arrow keys, full screen, notes. Without it all slides stand
// below each other.
"use strict";

(() => {
  const deck = document.querySelector("[data-slides]");
  if (!deck) return;
  const slides = [...deck.querySelectorAll(".slide")];
  let here = 0;

  function show(place, focus = true) {
    here = Math.min(Math.max(place, 0), slides.length - 1);
    slides.forEach((slide, number) => { slide.hidden = number !== here; });
    history.replaceState(null, "", `#${slides[here].id}`);
    if (focus) slides[here].focus({ preventScroll: true });
  }

  function full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else deck.requestFullscreen?.();
  }

  function notes() {
    const details = slides[here].querySelector("details");
    if (details) details.open = !details.open;
  }

  const keys = { ArrowRight: () => show(here + 1), PageDown: () => show(here + 1), ArrowLeft: () => show(here - 1),
    PageUp: () => show(here - 1), Home: () => show(0), End: () => show(slides.length - 1), f: full, F: full, n: notes, N: notes };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keys[event.key]();
  }, true);
  deck.addEventListener("click", (event) => {
    const link = event.target.closest(".slide-nav a");
    if (!link) return;
    event.preventDefault();
    show(here + (link.rel === "next" ? 1 : -1));
  });
  document.querySelector("[data-slides-full]")?.addEventListener("click", full);
  window.addEventListener("hashchange", () => show(placeOf(location.hash)));
  window.addEventListener("beforeprint", () => slides.forEach((slide) => { slide.hidden = false; }));
  window.addEventListener("afterprint", () => show(here, false));

  function placeOf(hash) {
    return Math.max(slides.findIndex((slide) => `#${slide.id}` === hash), 0);
  }
  show(placeOf(location.hash), false);
})();
