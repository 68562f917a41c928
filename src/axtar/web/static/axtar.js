// What JavaScript adds; every page works without it.
"use strict";

// "/" goes to the search box, unless the reader is writing already.
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest("input, textarea, select, [contenteditable]");
  const box = document.getElementById("q");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || busy || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// Copy buttons appear where the browser can copy.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button.copy")) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const reference = button.closest(".cite-body").querySelector(".reference");
      await navigator.clipboard.writeText(reference.textContent.trim());
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
}

// The job list renews itself in place while there is work.
const renewJobs = async () => {
  const jobs = document.getElementById("jobs");
  if (!jobs || !("busy" in jobs.dataset)) return;
  try {
    const response = await fetch(location.href, { credentials: "same-origin" });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("jobs");
    if (!fresh) return;
    jobs.replaceWith(fresh);
  } catch {
    // The server is away for a moment: ask again.
  }
  setTimeout(renewJobs, 1500);
};
setTimeout(renewJobs, 1500);

// Names are offered while one is typed; what is offered is only text for the box.
const offerNames = (box) => {
  const list = document.createElement("datalist");
  list.id = "offered";
  box.after(list);
  box.setAttribute("list", list.id);
  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const typed = box.value.trim();
      if (!typed || [...list.options].some((option) => option.value === box.value)) return;
      try {
        const response = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: typed })}`);
        const { suggestions } = await response.json();
        if (typed !== box.value.trim()) return;
        list.replaceChildren(...suggestions.map(({ text, label }) => Object.assign(new Option(label, text), { label })));
      } catch {
        // The server is away: the box works as it is.
      }
    }, 120);
  });
};
for (const box of document.querySelectorAll("input[data-suggest]")) offerNames(box);
