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
