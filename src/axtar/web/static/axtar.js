// Enhancements; every page works without JavaScript.
"use strict";

const COPIED_MS = 2000; // how long a copy button reports success
const RELOAD_MS = 1500; // between two updates of the job list

// "/" moves the focus to the search box, unless the reader is typing in a field.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const box = document.getElementById("q");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !box) return;
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
      setTimeout(() => { button.textContent = label; }, COPIED_MS);
    });
  }
}

// The job list updates in place while a job is unfinished.
const updateJobs = async () => {
  const jobs = document.getElementById("jobs");
  if (!jobs || !("busy" in jobs.dataset)) return;
  try {
    const response = await fetch(location.href, { credentials: "same-origin" });
    const updated = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("jobs");
    if (!updated) return;
    jobs.replaceWith(updated);
  } catch {
    // The server is unreachable for the moment: try again.
  }
  setTimeout(updateJobs, RELOAD_MS);
};
setTimeout(updateJobs, RELOAD_MS);
