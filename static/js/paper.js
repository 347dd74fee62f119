// On paper: who printed it and when on every sheet, everything unfolded, and all rows of a list that has pages.
"use strict";

(() => {
  const root = document.documentElement;
  const mark = document.querySelector(".print-mark");

  // Only Chromium's browsers print margin boxes; elsewhere the mark stands at the end of the last sheet.
  const marksSheets = "userAgentData" in navigator || "chrome" in window;

  function stampSheets() {
    if (!mark) return;
    const time = mark.querySelector("time");
    if (time) {
      time.textContent = new Intl.DateTimeFormat(root.lang === "en" ? "en-GB" : "da-DK", {
        day: "2-digit", month: "2-digit", year: "numeric", timeZone: "Europe/Copenhagen",
      }).format(new Date()).replaceAll(/[./]/g, "-") + (root.lang === "en" ? " at " : " kl. ") + new Intl.DateTimeFormat("da-DK", {
        hour: "2-digit", minute: "2-digit", timeZone: "Europe/Copenhagen",
      }).format(new Date());
    }
    const words = mark.textContent.replaceAll(/\s+/g, " ").trim();
    root.style.setProperty("--print-mark", JSON.stringify(words));
    root.classList.toggle("marks-sheets", marksSheets);
  }

  let shownRows = null;
  // The browser waits for nobody once it prints, so the rest of the rows is fetched while it stands still.
  function allRows() {
    const list = document.querySelector("[data-all-rows]");
    if (!list) return;
    try {
      const request = new XMLHttpRequest();
      request.open("GET", list.dataset.allRows, false);
      // The page's own unit, whatever another tab works for now (desk/views/page_unit.py).
      if (pageUnit) request.setRequestHeader("X-Page-Unit", pageUnit);
      request.send();
      if (request.status !== 200) return;
      const whole = new DOMParser().parseFromString(request.responseText, "text/html").getElementById("live-list");
      if (!whole) return;
      const live = document.getElementById("live-list");
      shownRows = [...live.childNodes];
      live.replaceChildren(...document.importNode(whole, true).childNodes);
    } catch { /* no connection: the sheet says that rows are missing */ }
  }

  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    stampSheets();
    allRows();
    unfolded = [...document.querySelectorAll("main details:not([open])")];
    for (const details of unfolded) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
    if (shownRows) document.getElementById("live-list").replaceChildren(...shownRows);
    shownRows = null;
  });
  stampSheets();
})();
