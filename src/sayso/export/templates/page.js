"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const ranges = (element) =>
    (element.dataset.spans || "").split(" ").filter(Boolean).map((span) => span.split("-").map(Number));
  const meets = (segment, spans) =>
    spans.some(([start, end]) => Number(segment.dataset.start) < end && Number(segment.dataset.end) > start);
  const words = (report, spans) => all(".text .seg", report).filter((segment) => meets(segment, spans));
  const clear = (name, root = document) => all("." + name, root).forEach((element) => element.classList.remove(name));
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const reveal = (element) =>
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: calm.matches ? "auto" : "smooth" });
  const spoken = document.querySelector(".spoken");
  const back = document.querySelector(".back");
  let origin = null;

  function light(card, scroll) {
    const report = card.closest(".report");
    clear("lit");
    clear("chosen");
    clear("uses");
    card.classList.add("chosen");
    const found = words(report, ranges(card));
    found.forEach((segment) => segment.classList.add("lit"));
    if (scroll && found.length) reveal(found[0]);
    const number = card.querySelector(".number").textContent;
    spoken.textContent = `The words of claim ${number} are marked in the text.`;
    origin = card;
    back.hidden = !(scroll && matchMedia("(max-width: 60rem)").matches);
  }

  for (const box of all(".legend input")) {
    const apply = () => document.body.classList.toggle("hide-" + box.value, !box.checked);
    box.addEventListener("change", apply);
    apply();
  }

  for (const card of all(".card")) {
    card.addEventListener("click", (event) => {
      if (event.target.closest(".cell, a") || String(getSelection())) return;
      light(card, true);
    });
  }

  for (const cell of all(".cell[data-spans]")) {
    const report = cell.closest(".report");
    const point = () => words(report, ranges(cell)).forEach((segment) => segment.classList.add("pointed"));
    const leave = () => clear("pointed", report);
    cell.addEventListener("mouseenter", point);
    cell.addEventListener("mouseleave", leave);
    cell.addEventListener("focus", point);
    cell.addEventListener("blur", leave);
    cell.addEventListener("click", () => {
      light(cell.closest(".card"), false);
      point();
      const found = words(report, ranges(cell));
      if (found.length) reveal(found[0]);
      back.hidden = !matchMedia("(max-width: 60rem)").matches;
    });
  }

  for (const segment of all(".text .seg")) {
    segment.addEventListener("click", (event) => {
      if (String(getSelection())) return;
      const own = segment.hash ? document.getElementById(segment.hash.slice(1)) : null;
      const users = all(".card", segment.closest(".report")).filter((card) => meets(segment, ranges(card)));
      if (!users.length) return;
      event.preventDefault();
      const first = own || users[0];
      light(first, false);
      users.forEach((card) => card.classList.add("uses"));
      spoken.textContent = `${users.length} claim${users.length === 1 ? " uses" : "s use"} these words.`;
      reveal(first);
      first.focus({ preventScroll: true });
    });
  }

  back.addEventListener("click", () => {
    back.hidden = true;
    if (!origin) return;
    reveal(origin);
    origin.focus({ preventScroll: true });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    ["lit", "chosen", "uses", "pointed"].forEach((name) => clear(name));
    back.hidden = true;
  });

  const arrive = () => {
    const card = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    if (card && card.classList.contains("card")) light(card, false);
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
