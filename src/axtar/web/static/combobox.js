// Suggestions of names while a query is typed: the plain search box becomes an editable combobox with a listbox (WAI-ARIA 1.2).
"use strict";

const DEBOUNCE_MS = 120; // without a key before suggestions are requested

const combobox = (box) => {
  const createElement = (tag, properties, attributes) => {
    const element = Object.assign(document.createElement(tag), properties);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const list = createElement("ul", { id: "suggestions", className: "suggestion-list", hidden: true }, { role: "listbox", "aria-label": box.dataset.suggestions });
  const status = createElement("span", { className: "hidden" }, { role: "status" });
  box.after(list, status);
  box.type = "text"; // a search field may not be a combobox
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, "aria-haspopup": "listbox",
  })) box.setAttribute(name, value);

  let suggestions = [];
  let typed = ""; // the text before the cursor for which the suggestions were made
  let active = -1; // index of the highlighted suggestion
  let timer = 0;
  let latestRequest = 0; // responses to earlier requests are ignored

  const activate = (index) => {
    active = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    if (index < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    clearTimeout(timer);
    latestRequest += 1;
    suggestions = [];
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    box.setAttribute("aria-expanded", "false");
    activate(-1);
  };

  // The choice among namesakes is sent with the query as long as the name is in it.
  const chosenEntities = () => [...box.form.querySelectorAll("input[name=as]")];
  const updateChosenEntities = () => {
    for (const choice of chosenEntities()) choice.disabled = !box.value.toLowerCase().includes(choice.dataset.text.toLowerCase());
  };
  const choose = ({ id, text, ambiguous }) => {
    for (const choice of chosenEntities()) if (choice.dataset.text.toLowerCase() === text.toLowerCase()) choice.remove();
    if (!ambiguous) return;
    const choice = createElement("input", { type: "hidden", name: "as", value: id }, {});
    choice.dataset.text = text;
    box.form.append(choice);
  };

  const pick = (suggestion) => {
    const before = typed.slice(0, typed.length - suggestion.replaces.length) + suggestion.text;
    box.value = before + box.value.slice(typed.length);
    box.setSelectionRange(before.length, before.length);
    choose(suggestion);
    updateChosenEntities();
    close();
    box.focus();
  };

  const show = (found) => {
    suggestions = found;
    list.replaceChildren(...suggestions.map((suggestion, index) => {
      const item = createElement("li", { id: `suggestion-${index}` }, { role: "option", "aria-selected": "false" });
      item.append(
        createElement("bdi", { className: "name", textContent: suggestion.text }, {}), " ", createElement("span", { className: "kind", textContent: suggestion.label }, {}),
      );
      item.addEventListener("mousedown", (event) => event.preventDefault()); // the box must keep the focus
      item.addEventListener("click", () => pick(suggestion));
      return item;
    }));
    list.hidden = false;
    status.textContent = `${box.dataset.suggestions}: ${suggestions.length}`;
    box.setAttribute("aria-expanded", "true");
    activate(-1);
  };

  const request = async () => {
    const start = box.value.slice(0, box.selectionStart);
    const number = ++latestRequest;
    if (!start.trim()) return close();
    try {
      const response = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: start })}`);
      const { suggestions: found } = await response.json();
      if (number !== latestRequest || document.activeElement !== box) return;
      typed = start;
      if (found.length) show(found);
      else close();
    } catch {
      close(); // The server is unreachable: the box still works without suggestions.
    }
  };

  box.addEventListener("input", () => {
    updateChosenEntities();
    clearTimeout(timer);
    timer = setTimeout(request, DEBOUNCE_MS);
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey && suggestions.length) {
      event.preventDefault();
      const from = active < 0 && step < 0 ? 0 : active;
      activate((from + step + suggestions.length) % suggestions.length);
    } else if (event.key === "ArrowDown" && !suggestions.length) {
      event.preventDefault();
      request();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      pick(suggestions[active]);
    } else if (event.key === "Escape" && suggestions.length) {
      event.preventDefault();
      close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      activate(-1);
    }
  });
  updateChosenEntities();
};
for (const box of document.querySelectorAll("input[data-suggest]")) combobox(box);
