"use strict";
(() => {
  const drop = document.querySelector("[data-drop]");
  const input = drop.querySelector("input[type=file]");
  const list = drop.querySelector(".picked");
  const show = () => {
    list.replaceChildren(...[...input.files].slice(0, 30).map((file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }));
    if (input.files.length > 30) list.append(`and ${input.files.length - 30} more`);
  };
  input.addEventListener("change", show);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; show(); }
  });
})();
