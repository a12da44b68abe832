/* Keeps words that were not sent, and saves them while somebody writes. Without it the page works by its button. */
(function () {
  "use strict";
  const PAUSE = 3000;
  const said = document.querySelector("[data-written]");
  if (said) sessionStorage.removeItem("plan/" + said.dataset.written);

  const form = document.querySelector("form.writing");
  if (!form) return;
  const words = form.elements.words;
  const seen = form.elements.seen;
  const line = form.querySelector(".said-while-writing");
  const key = "plan/" + form.dataset.key;
  let timer = 0;
  let clashes = false;

  const kept = JSON.parse(sessionStorage.getItem(key) || "null");
  if (kept && kept.words !== words.value) {
    words.value = kept.words;
    seen.value = kept.seen;
    line.textContent = form.dataset.found;
    later();
  } else {
    sessionStorage.removeItem(key);
  }

  words.addEventListener("input", function () {
    sessionStorage.setItem(key, JSON.stringify({ words: words.value, seen: seen.value }));
    line.textContent = "";
    later();
  });
  window.addEventListener("online", save);
  form.addEventListener("submit", function () {
    clearTimeout(timer);
  });

  function later() {
    clearTimeout(timer);
    if (!clashes) timer = setTimeout(save, PAUSE);
  }

  async function save() {
    if (clashes || !sessionStorage.getItem(key)) return;
    const sent = words.value;
    const body = new FormData(form);
    body.append("autosave", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: body });
      if (!answer.ok || answer.redirected) throw new Error("not saved");
      const told = await answer.json();
      if (told.outcome === "clash") {
        clashes = true;
        line.textContent = form.dataset.clash;
        return;
      }
      seen.value = told.revision;
      if (words.value === sent) {
        sessionStorage.removeItem(key);
        line.textContent = form.dataset.saved;
      } else {
        sessionStorage.setItem(key, JSON.stringify({ words: words.value, seen: seen.value }));
        later();
      }
    } catch {
      line.textContent = form.dataset.waits;
    }
  }
})();
