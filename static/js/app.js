// What the pages do beyond their forms: refresh stamp, lost connection, kept focus, dialogs, menus. Keys are in keys.js.
"use strict";

const page = document.documentElement;
const remembered = {
  get(name) { try { return localStorage.getItem(name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(name, value); } catch { /* private window: not remembered */ } },
};

// "Opdateret kl. …" takes the server's clock from the answer, so that a wrong clock here does not show.
function stamp(xhr) {
  const at = new Date(xhr?.getResponseHeader("Date") || Date.now());
  const shown = new Intl.DateTimeFormat(page.lang === "en" ? "en-GB" : "da-DK", {
    hour: "2-digit", minute: "2-digit", timeZone: "Europe/Copenhagen",
  }).format(at);
  for (const time of document.querySelectorAll("[data-stamp] time")) {
    time.textContent = shown;
    time.dateTime = at.toISOString();
  }
}

function connection(lost) {
  const banner = document.getElementById("lost");
  if (banner) banner.hidden = !lost;
  page.classList.toggle("stale", lost);
}

const isPoll = (event) => event.detail.requestConfig?.triggeringEvent?.type === undefined
  && event.detail.elt?.getAttribute("hx-trigger")?.includes("every");

document.addEventListener("htmx:afterRequest", (event) => {
  if (!event.detail.successful) return;
  connection(false);
  stamp(event.detail.xhr);
});
for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => connection(true));
}
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status >= 500 || isPoll(event)) connection(true);
});
window.addEventListener("offline", () => connection(true));

// A draft that could not be saved says so itself; once there is a connection it is saved, never loaded anew over what was typed.
const draft = () => document.querySelector("form[data-not-saved]");
for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(failure, (event) => {
    const form = draft();
    if (!form || event.detail.elt !== form) return;
    document.querySelector(form.getAttribute("hx-target")).textContent = form.dataset.notSaved;
    form.dataset.failed = "";
  });
}
function saveAgain(event) {
  const form = draft();
  if (!form || !("failed" in form.dataset)) return;
  event.preventDefault();
  delete form.dataset.failed;
  htmx.trigger(form, "change");
}
// Whoever writes long in one field leaves it late: what stands there is saved all the same.
const WRITING = 10000;
let writing = 0;
document.addEventListener("input", (event) => {
  const form = draft();
  if (!form || event.target.form !== form || event.target.type === "file" || writing) return;
  writing = setTimeout(() => { writing = 0; if (form.isConnected) htmx.trigger(form, "change"); }, WRITING);
});
window.addEventListener("online", saveAgain);
document.querySelector("#lost a")?.addEventListener("click", saveAgain);

// A refresh must not close a dialog, drop half-written text or move the reader.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!isPoll(event)) return;
  const writing = event.detail.elt.contains(document.activeElement)
    && document.activeElement.matches("input:not([type=checkbox]), textarea, select");
  if (writing || marking(event.detail.elt) || document.querySelector("dialog[open]")) event.preventDefault();
});

// Somebody who marks a phone number to copy it keeps it marked.
function marking(element) {
  const selection = document.getSelection();
  return Boolean(selection && !selection.isCollapsed && selection.rangeCount && element.contains(selection.anchorNode));
}

// What a refresh would change, without tokens, the stamp, numbered ids and what the reader has unfolded.
function essence(root) {
  const copy = root.cloneNode(true);
  for (const element of copy.querySelectorAll("input[name=csrfmiddlewaretoken], [data-stamp], #gateway-banner")) element.remove();
  for (const details of copy.querySelectorAll("details[open]")) details.removeAttribute("open");
  return copy.innerHTML.replace(/"[a-z]+-?\d+"/g, "").replace(/\s+/g, " ");
}

// A refresh that brings nothing new leaves the page alone.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!isPoll(event) || !(event.detail.target instanceof Element)) return;
  const fresh = document.createElement("div");
  fresh.innerHTML = event.detail.serverResponse;
  const banner = fresh.querySelector("#gateway-banner")?.innerHTML.trim();
  const shown = document.getElementById("gateway-banner")?.innerHTML.trim();
  const same = essence(fresh) === essence(event.detail.target) && (banner === undefined || banner === shown);
  if (same || marking(event.detail.target)) event.detail.shouldSwap = false;
});

// Typed and not saved: leaving asks, unless one saves or presses the way out.
let unsaved = Boolean(document.querySelector("main form[data-typed]"));
let leaving = false;
let edits = 0;
let saving = 0;
const asks = () => unsaved && !leaving;
document.addEventListener("input", (event) => {
  if (event.target.closest("main form[method=post]") && !event.target.closest("[role=search]")) unsaved = true;
  edits += 1;
});
// What a draft has saved by itself is not asked about; a file that is chosen goes only with a press.
document.addEventListener("htmx:beforeRequest", (event) => { if (event.detail.elt === draft()) saving = edits; });
document.addEventListener("htmx:afterRequest", (event) => {
  const whole = event.detail.successful && event.detail.elt === draft() && event.detail.xhr.responseText.includes("data-saved");
  const files = [...document.querySelectorAll("main input[type=file]")].some((input) => input.files.length);
  if (whole && saving === edits && !files) unsaved = false;
});
document.addEventListener("submit", (event) => {
  if (event.target.method === "post" && event.target.closest("main")) leaving = true;
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-leave]")) leaving = true;
});
window.addEventListener("beforeunload", (event) => {
  if (asks()) event.preventDefault();
});
window.addEventListener("pageshow", () => { leaving = false; });

// An answer is slow and one presses again: the second press sends nothing, or there would be two of what is new. After a
// while it may, since an answer that never came cannot be told from one that is late. Not of htmx: it sends no page.
const SENT_FOR = 15000;
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.defaultPrevented) return;
  const at = sent.get(event.target);
  if (at !== undefined && Date.now() - at < SENT_FOR) event.preventDefault();
  else sent.set(event.target, Date.now());
});
window.addEventListener("pageshow", () => { document.querySelectorAll("form").forEach((form) => sent.delete(form)); });
window.mayLeave = () => {
  if (!asks()) return true;
  leaving = window.confirm(document.body.dataset.unsaved);
  return leaving;
};

// The unit belongs to the page: where a tab goes next it goes for its own unit, whatever another tab has switched to
// (desk/views/page_unit.py). What opens no page of this tab, as an address typed, is of the session's.
const pageUnit = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-Page-Unit"];
function carryUnit() {
  const secure = location.protocol === "https:" ? "; secure" : "";
  if (pageUnit) document.cookie = `page_unit=${pageUnit}; path=/; max-age=15; samesite=strict${secure}`;
}
window.addEventListener("beforeunload", carryUnit);
for (const press of ["click", "auxclick"]) {
  document.addEventListener(press, (event) => { if (event.target.closest?.("a[href]")) carryUnit(); });
}

// Where the tab had to leave its unit all the same, it says so.
try {
  const moved = document.getElementById("unit-moved");
  const before = sessionStorage.getItem("unit");
  if (moved) {
    moved.querySelector("[data-before]").textContent = before;
    moved.hidden = !before || before === moved.dataset.unit;
    sessionStorage.setItem("unit", moved.dataset.unit);
  }
  document.querySelector(".unit-menu form")?.addEventListener("submit", () => sessionStorage.removeItem("unit"));
} catch { /* private window: the unit stands in the frame */ }

// The way back leads to the list as this tab last saw it: the chip and the page.
try {
  const list = document.getElementById("live-list");
  const back = document.querySelector("a[data-back=list]");
  if (list) sessionStorage.setItem("list", location.pathname + location.search);
  const last = back && sessionStorage.getItem("list");
  if (last && new URL(last, location.href).pathname === new URL(back.href).pathname) back.href = last;
} catch { /* private window: the server's cookie remembers */ }

// A row's button is a form: afterwards the reader stands on the same row again, or on the one that took its place.
document.addEventListener("submit", (event) => {
  const link = event.target.closest("tr")?.querySelector("a.row-link");
  if (!link) return;
  const rows = [...document.querySelectorAll("main a.row-link")];
  try { sessionStorage.setItem("row", JSON.stringify([link.pathname, rows.indexOf(link)])); } catch { /* private window */ }
});
try {
  const [path, place] = JSON.parse(sessionStorage.getItem("row") || "[]");
  sessionStorage.removeItem("row");
  const rows = path ? [...document.querySelectorAll("main a.row-link")] : [];
  (rows.find((row) => row.pathname === path) || rows[Math.min(place, rows.length - 1)])?.focus({ preventScroll: true });
} catch { /* private window: the list begins anew */ }

// A chip is a link: whoever chose it by keyboard goes on from it, not from the top of the page.
document.addEventListener("click", (event) => {
  const chip = event.target.closest?.("a.chip");
  if (!chip || event.detail !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
  try { sessionStorage.setItem("chip", chip.pathname); } catch { /* private window */ }
});
try {
  const path = sessionStorage.getItem("chip");
  sessionStorage.removeItem("chip");
  const chips = path === location.pathname ? [...document.querySelectorAll("main a.chip")] : [];
  const chosen = chips.find((chip) => chip.search === location.search) || chips.find((chip) => chip.ariaCurrent);
  chosen?.focus({ preventScroll: true });
} catch { /* private window: the page begins anew */ }

// A session that ended answers a refresh with the log-in page: show that page instead of swapping it into a list.
document.addEventListener("htmx:beforeSwap", (event) => {
  const answered = event.detail.xhr?.responseURL && new URL(event.detail.xhr.responseURL).pathname;
  if (!answered?.includes("/login/") || location.pathname === answered) return;
  event.detail.shouldSwap = false;
  // What was typed came with it, and is on the page again after the log-in: there is nothing to ask about.
  leaving = true;
  location.reload();
});

let kept = null;
const pathOf = (element) => element?.id ? `#${CSS.escape(element.id)}` : element?.dataset?.focus ? `[data-focus="${CSS.escape(element.dataset.focus)}"]` : null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  if (!(target instanceof Element)) return;
  const inside = target.contains(document.activeElement);
  kept = {
    focus: inside ? pathOf(document.activeElement) : null,
    link: inside && document.activeElement.matches("a[href]") ? document.activeElement.getAttribute("href") : null,
    open: [...target.querySelectorAll("details[open][id]")].map((details) => details.id),
    scroll: target.scrollTop,
  };
});
document.addEventListener("htmx:afterSettle", (event) => {
  prepare(event.detail.elt instanceof Element ? event.detail.elt : document);
  if (!kept) return;
  for (const id of kept.open) document.getElementById(id)?.setAttribute("open", "");
  const back = (kept.focus && document.querySelector(kept.focus))
    || (kept.link && document.querySelector(`main a[href="${CSS.escape(kept.link)}"]`));
  if (back && document.activeElement !== back) back.focus({ preventScroll: true });
  kept = null;
});

// Dialogs are native; what opens one also has an address or a form for those without script.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    opener.closest("details.menu")?.removeAttribute("open");
    dialog.showModal();
    return;
  }
  if (event.target.closest("[data-toggles-density]")) {
    const density = document.body.dataset.density === "comfortable" ? "compact" : "comfortable";
    document.body.dataset.density = density;
    remembered.set("density", density);
  }
  if (event.target.closest("[data-print]")) {
    event.preventDefault();
    window.print();
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  }
});
document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.removeAttribute("open");
});

// A disabled button explains itself and does nothing; Escape hides the explanation (WCAG 1.4.13).
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const note of document.querySelectorAll(".why-not:hover, .why-not:focus-within")) note.classList.add("dismissed");
});
document.addEventListener("pointerout", (event) => event.target.closest?.(".why-not")?.classList.remove("dismissed"));

// On the demo log-in page a name fills the form; nobody is signed in without pressing the button.
document.addEventListener("click", (event) => {
  const name = event.target.closest("[data-fill-login]")?.dataset.fillLogin;
  const login = document.querySelector("input[name=login]");
  if (!name || !login) return;
  login.value = name;
  const password = document.querySelector("input[name=password]");
  const shown = document.querySelector("[data-demo-password]");
  if (shown && password) password.value = shown.textContent;
  (shown ? document.querySelector("form .button-primary") : password)?.focus();
});

// What can be undone counts down by the server's clock and goes away at its release; the page's own clock may be wrong.
function countDown() {
  for (const banner of document.querySelectorAll(".undo[data-until]")) {
    const shown = banner.querySelector("[data-left]");
    banner.dataset.ends ||= String(performance.now() + Number(shown.textContent) * 1000);
    const left = Math.ceil((Number(banner.dataset.ends) - performance.now()) / 1000);
    if (left <= 0) banner.remove();
    else if (shown.textContent !== String(left)) shown.textContent = String(left);
  }
}
countDown();
setInterval(countDown, 250);

function prepare(root) {
  (root.querySelector(".banner-error[data-focus]") || root.querySelector("[data-focus-first]"))?.focus();
}

const density = remembered.get("density");
if (density) document.body.dataset.density = density;
prepare(document);
