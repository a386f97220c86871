"use strict";
// Keys for everything, and fields that take the words one selects.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const text = document.querySelector(".text");
  const edit = document.querySelector("#edit");
  const says = document.querySelector("#edit-says");
  const address = document.querySelector("[data-words]").dataset.words;
  let field = null;

  const points = (string) => [...string].length;
  function offset(node, at) {
    const segment = (node.nodeType === 3 ? node.parentElement : node).closest(".seg");
    if (!segment || !text.contains(segment)) return null;
    return Number(segment.dataset.start) + (node.nodeType === 3 ? points(node.data.slice(0, at)) : at ? points(segment.textContent) : 0);
  }
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const raw = range.toString();
    if (!raw.trim()) return null;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return null;
    const before = points(raw) - points(raw.trimStart());
    const after = points(raw) - points(raw.trimEnd());
    return [start + before, end - after];
  }
  async function take() {
    const span = selected();
    if (!field || !span) return;
    const target = field;
    const query = new URLSearchParams({ field: target.dataset.field, start: span[0], end: span[1] });
    const answer = await fetch(`${address}?${query}`, { headers: { accept: "application/json" } });
    if (!answer.ok) { says.textContent = "These words can’t be taken: select fewer."; return; }
    const found = await answer.json();
    target.value = found.value;
    target.parentElement.querySelector("input[type=hidden]").value = found.words;
    target.classList.add("taken");
    says.textContent = `Taken from the text: ${found.value}`;
  }

  for (const input of all("[data-field]")) {
    input.addEventListener("focus", () => { field = input; document.body.classList.add("picking"); });
    input.addEventListener("input", () => { input.parentElement.querySelector("input[type=hidden]").value = ""; });
    input.addEventListener("keydown", (event) => {
      if (event.altKey && event.key === "ArrowDown") { event.preventDefault(); enter(); }
    });
  }
  text.addEventListener("mouseup", () => setTimeout(take));

  // Into the text by keyboard: a caret that moves by words.
  function enter() {
    const start = text.querySelector(".seg.lit") || text.querySelector(".seg");
    if (!start) return;
    text.focus({ preventScroll: true });
    getSelection().setBaseAndExtent(start.firstChild, 0, start.firstChild, 0);
    getSelection().modify("extend", "forward", "word");
    start.scrollIntoView({ block: "center" });
    text.dataset.picking = "1";
  }
  text.addEventListener("keydown", async (event) => {
    if (!text.dataset.picking) return;
    const way = { ArrowRight: "forward", ArrowLeft: "backward" }[event.key];
    const line = { ArrowDown: "forward", ArrowUp: "backward" }[event.key];
    const selection = getSelection();
    if (way || line) {
      if (!event.shiftKey) {
        if (way === "forward") selection.collapseToEnd(); else selection.collapseToStart();
        selection.modify("move", way || line, way ? "word" : "line");
        if (way === "backward") selection.modify("move", "backward", "word");
        selection.modify("extend", "forward", "word");
      } else {
        selection.modify("extend", way || line, way ? "word" : "line");
      }
    } else if (event.key === "Enter") {
      await take();
      delete text.dataset.picking;
      if (field) field.focus();
    } else if (event.key === "Escape") {
      delete text.dataset.picking;
      if (field) field.focus();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  function open(id) {
    const box = document.querySelector(id);
    box.open = true;
    box.querySelector("input:not([type=hidden]), textarea").focus();
    box.scrollIntoView({ block: "nearest" });
  }
  const acts = {
    c: () => document.querySelector("[data-key=c]").click(),
    r: () => document.querySelector("[data-key=r]").click(),
    n: () => document.querySelector("[data-key=n]").click(),
    p: () => history.back(),
    u: () => { const undo = document.querySelector(".undo button"); if (undo) undo.click(); },
    e: () => open("#edit"),
    m: () => open("#comment"),
    w: () => document.querySelector(".card.focus .show").click(),
    "?": () => { const keys = document.querySelector(".keys"); keys.open = !keys.open; },
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("#edit, #comment")) {
      event.target.closest("details").open = false;
      document.querySelector(".card.focus").focus({ preventScroll: true });
      document.body.classList.remove("picking");
      field = null;
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.querySelector("[data-key=e]").addEventListener("click", (event) => { event.preventDefault(); open("#edit"); });

  addEventListener("DOMContentLoaded", () => setTimeout(() => {
    const narrow = matchMedia("(max-width: 60rem)").matches;
    if (!narrow && !location.hash.startsWith("#claim-")) document.querySelector(".card.focus .show").click();
    if (location.hash === "#edit") open("#edit");
    if (location.hash === "#comment") open("#comment");
  }));
})();
