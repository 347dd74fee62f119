// Single-key shortcuts (UX §1.0); they can be switched off for good (WCAG 2.1.4) and never act inside a field.
"use strict";

(() => {
  const switched = { get off() { try { return localStorage.getItem("keys") === "off"; } catch { return false; } } };
  const show = () => { document.documentElement.dataset.keysState = switched.off ? "off" : "on"; };
  const visible = (element) => element.getClientRects().length > 0;
  const first = (selector, root = document) => [...root.querySelectorAll(selector)].find(visible);
  let going = 0;

  function row(step) {
    const links = [...document.querySelectorAll("main a.row-link")].filter(visible);
    if (!links.length) return;
    const here = links.findIndex((link) => link.closest("tr, li")?.contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + step, 0), links.length - 1);
    links[next].focus();
    links[next].scrollIntoView({ block: "nearest" });
  }

  function escape() {
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.removeAttribute("open");
      menu.querySelector("summary").focus();
    } else if (document.activeElement !== document.body) {
      document.activeElement.blur();
    } else {
      const back = document.querySelector("a[data-back]");
      if (back && window.mayLeave()) back.click();
    }
  }

  function fold() {
    const all = [...document.querySelectorAll("main details[data-fold]")];
    const open = all.some((details) => !details.open);
    for (const details of all) details.open = open;
  }

  // What stores something is only pressed in the row one stands on, never in another one that happens to be first.
  // A link of the page itself stores nothing and needs no row.
  function press(key) {
    const selector = `[data-key="${CSS.escape(key)}"]`;
    const here = document.activeElement?.closest("tr, li");
    const own = here && first(selector, here);
    if (own) own.matches("a") ? own.click() : soon(own);
    const link = own ? null : [...document.querySelectorAll(`a${selector}`)].find((each) => visible(each) && !each.closest("tr, li"));
    link?.click();
    return Boolean(own || link);
  }

  // A word typed beside the search box is letters in a row: nothing is stored in the middle of one.
  const PAUSE = 500;
  let typed = { keys: "", at: 0 };
  let waiting = 0;

  function soon(button) {
    if (/[^jk]/.test(typed.keys.slice(0, -1))) return;
    waiting = setTimeout(() => { if (button.isConnected) button.click(); }, PAUSE);
  }

  function follow(key) {
    clearTimeout(waiting);
    const now = performance.now();
    typed = { keys: (now - typed.at < PAUSE ? typed.keys : "") + key, at: now };
  }

  const acts = {
    "/": () => document.querySelector("[data-search]")?.focus(),
    "j": () => row(1),
    "k": () => row(-1),
    "f": () => document.querySelector("[data-first-filter]")?.focus(),
    "p": () => press("p") || window.print(),
    "e": fold,
    "g": () => { going = Date.now(); },
    "?": () => document.getElementById("keys")?.showModal(),
  };

  function panel(number) {
    const target = document.querySelector(`[data-panel="${number}"]`);
    target?.scrollIntoView({ block: "start" });
    target?.focus({ preventScroll: true });
    return Boolean(target);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
    if (document.querySelector("dialog[open]")) return;
    if (event.key.length === 1) follow(event.key);
    if (event.key === "Escape") return field ? field.blur() : escape();
    if (field || switched.off) return;
    const goingNow = Date.now() - going < 1500;
    going = 0;
    const link = goingNow && document.querySelector(`a[data-go="${CSS.escape(event.key)}"]`);
    const done = link ? (link.click(), true)
      : /^[1-6]$/.test(event.key) ? panel(event.key)
        : acts[event.key] ? (acts[event.key](), true)
          : /^[a-zæøå]$/.test(event.key) && press(event.key);
    if (done) event.preventDefault();
  });

  const box = document.querySelector("[data-keys-off]");
  if (box) {
    box.checked = switched.off;
    box.addEventListener("change", () => {
      try { localStorage.setItem("keys", box.checked ? "off" : "on"); } catch { /* private window */ }
      show();
    });
  }
  show();
})();
