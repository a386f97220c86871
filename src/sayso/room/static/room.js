"use strict";
// What every page has: arriving at a claim by its id, and keeping the place of the one who reads.
(() => {
  const arrive = () => {
    const match = /^#claim-(.+)$/.exec(decodeURIComponent(location.hash));
    if (!match) return;
    const card = [...document.querySelectorAll("[data-claim]")].find((one) => one.dataset.claim === match[1]);
    if (!card) return;
    card.scrollIntoView({ block: "center" });
    const show = card.querySelector(".show");
    if (show) show.click();
    card.focus({ preventScroll: true });
  };
  const narrow = matchMedia("(max-width: 60rem)");
  const fold = () => document.querySelectorAll(".fold").forEach((one) => { one.open = !narrow.matches; });
  fold();
  narrow.addEventListener("change", fold);
  document.addEventListener("htmx:afterSettle", fold);
  addEventListener("DOMContentLoaded", () => setTimeout(arrive));
  addEventListener("hashchange", arrive);
})();
