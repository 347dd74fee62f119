// The code in a link stands behind the #; a form that is half filled in stays on the device until it is sent.
"use strict";

(() => {
  const KEY = "survey:";
  const KEPT_FOR = 24 * 3600 * 1000;

  function stored() {
    try {
      const found = window.localStorage;
      found.getItem(KEY);
      return found;
    } catch {
      return null;
    }
  }

  function fillCodeFromLink() {
    const field = document.querySelector("[data-code-from-link] input");
    const code = window.location.hash.slice(1);
    if (!field || !/^[\w-]{12,20}$/.test(code)) return;
    field.value = code;
    window.history.replaceState(null, "", window.location.pathname);
  }

  function forget(kept) {
    Object.keys(kept).filter((key) => key.startsWith(KEY)).forEach((key) => kept.removeItem(key));
  }

  function answersOf(form) {
    return [...new FormData(form)].filter(([name, value]) => value && !["code", "shown", "csrfmiddlewaretoken", "sure"].includes(name));
  }

  function fill(form, answers) {
    const empty = answersOf(form).length === 0;
    if (!empty) return;
    answers.forEach(([name, value]) => {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    });
  }

  function keepDraft(form, kept) {
    const key = KEY + form.dataset.draft;
    const note = document.querySelector("[data-draft-kept]");
    const draft = JSON.parse(kept.getItem(key) || "null");
    if (draft && Date.now() - draft.at < KEPT_FOR) fill(form, draft.answers);
    const save = () => {
      const answers = answersOf(form);
      kept.setItem(key, JSON.stringify({ at: Date.now(), answers }));
      if (note) note.hidden = answers.length === 0;
    };
    form.addEventListener("input", save);
    form.addEventListener("change", save);
    if (note) note.hidden = answersOf(form).length === 0;
    document.querySelector("[data-draft-forget]")?.addEventListener("click", () => {
      form.reset();
      form.querySelectorAll("input[type=radio]").forEach((field) => { field.checked = false; });
      form.querySelectorAll("textarea").forEach((field) => { field.value = ""; });
      forget(kept);
      if (note) note.hidden = true;
    });
  }

  const kept = stored();
  fillCodeFromLink();
  window.addEventListener("hashchange", fillCodeFromLink);
  if (kept) {
    const form = document.querySelector("form[data-draft]");
    if (form) keepDraft(form, kept);
    if (document.querySelector("[data-draft-sent]")) forget(kept);
  }
})();
