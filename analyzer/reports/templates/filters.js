"use strict";
(() => {
  const form = document.getElementById("filters");
  const told = document.getElementById("filters-shown");
  const entries = [...document.querySelectorAll("[data-days]")];
  const kinds = [
    ["conflicts", entries.filter((entry) => entry.dataset.band)],
    ["threads", entries.filter((entry) => entry.matches(".topic"))],
    ["claims", entries.filter((entry) => entry.matches(".agreement"))],
    ["statements", entries.filter((entry) => entry.matches("tr"))],
  ];
  const batches = [...document.querySelectorAll("#statements .batch")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => plain(text).split(/\s+/).filter(Boolean);
  const texts = new Map();
  const textOf = (entry) => {
    if (!texts.has(entry)) texts.set(entry, plain(entry.textContent));
    return texts.get(entry);
  };
  const holds = (text, words) => words.every((word) => text.includes(word));

  const placesNamed = (field) => {
    const words = wordsOf(field.value);
    const exact = [...field.list.options].findIndex((option) => option.value === field.value);
    const fits = (option, place) => (exact >= 0 ? place === exact : holds(plain(option.value), words));
    return new Set([...field.list.options].flatMap((option, place) => (fits(option, place) ? [String(place)] : [])));
  };

  const checks = () => {
    const found = [];
    for (const field of form.elements) {
      if (!field.name || !field.value.trim()) continue;
      if (field.list) {
        const places = placesNamed(field);
        found.push((entry) => entry.dataset[field.name].split(" ").some((place) => places.has(place)));
      } else if (field.tagName === "SELECT") {
        found.push((entry) => !entry.dataset.band || entry.dataset[field.name] === field.value);
      }
    }
    const since = form.elements.since?.value, until = form.elements.until?.value;
    if (since || until) {
      const within = (day) => day && (!since || since <= day) && (!until || day <= until);
      found.push((entry) => entry.dataset.days.split(" ").some(within));
    }
    const words = wordsOf(form.elements.words.value);
    if (words.length) found.push((entry) => holds(textOf(entry), words));
    return found;
  };

  const apply = () => {
    const all = checks();
    for (const entry of entries) entry.hidden = !all.every((fits) => fits(entry));
    for (const batch of batches) batch.hidden = !batch.querySelector("[data-days]:not([hidden])");
    const counts = kinds
      .filter(([, listed]) => listed.length)
      .map(([name, listed]) => `${listed.filter((entry) => !entry.hidden).length} of ${listed.length} ${name}`);
    document.body.classList.toggle("filtered", all.length > 0);
    told.textContent = all.length ? `Filtered: ${counts.join(", ")} of this page.` : "";
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());

  const reveal = (address) => {
    const place = address && document.getElementById(decodeURIComponent(address.slice(1)));
    if (!place) return;
    const entry = place.closest("[data-days]");
    if (entry) entry.hidden = false;
    entry?.closest(".batch")?.removeAttribute("hidden");
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link) reveal(link.getAttribute("href"));
  });

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open], .technical)")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });

  form.hidden = !entries.length;
  addEventListener("pageshow", apply);
})();
