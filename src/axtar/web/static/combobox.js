// Names are offered while one is typed: an editable combobox with a list (WAI-ARIA 1.2) over the plain search box.
"use strict";

const PATIENCE = 120; // milliseconds without a key before we ask

const combobox = (box) => {
  const made = (tag, properties, attributes) => {
    const element = Object.assign(document.createElement(tag), properties);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const list = made("ul", { id: "offered", className: "offered", hidden: true }, { role: "listbox", "aria-label": box.dataset.suggestions });
  const told = made("span", { className: "hidden" }, { role: "status" });
  box.after(list, told);
  box.type = "text"; // a search field may not be a combobox
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, "aria-haspopup": "listbox",
  })) box.setAttribute(name, value);

  let offers = [];
  let typed = ""; // what the offers were made for: the text before the cursor
  let active = -1;
  let waiting = 0;
  let latest = 0;

  const activate = (index) => {
    active = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    if (index < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    clearTimeout(waiting);
    latest += 1;
    offers = [];
    list.hidden = true;
    list.replaceChildren();
    told.textContent = "";
    box.setAttribute("aria-expanded", "false");
    activate(-1);
  };

  // A choice among namesakes goes along with the question as long as the name stands in it.
  const choices = () => [...box.form.querySelectorAll("input[name=as]")];
  const keepChoices = () => {
    for (const choice of choices()) choice.disabled = !box.value.toLowerCase().includes(choice.dataset.text.toLowerCase());
  };
  const choose = ({ id, text, ambiguous }) => {
    for (const choice of choices()) if (choice.dataset.text.toLowerCase() === text.toLowerCase()) choice.remove();
    if (!ambiguous) return;
    const choice = made("input", { type: "hidden", name: "as", value: id }, {});
    choice.dataset.text = text;
    box.form.append(choice);
  };

  const pick = (offer) => {
    const before = typed.slice(0, typed.length - offer.replaces.length) + offer.text;
    box.value = before + box.value.slice(typed.length);
    box.setSelectionRange(before.length, before.length);
    choose(offer);
    keepChoices();
    close();
    box.focus();
  };

  const show = (suggestions) => {
    offers = suggestions;
    list.replaceChildren(...offers.map((offer, index) => {
      const item = made("li", { id: `offered-${index}` }, { role: "option", "aria-selected": "false" });
      item.append(
        made("bdi", { className: "name", textContent: offer.text }, {}), " ", made("span", { className: "kind", textContent: offer.label }, {}),
      );
      item.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
      item.addEventListener("click", () => pick(offer));
      return item;
    }));
    list.hidden = false;
    told.textContent = `${box.dataset.suggestions}: ${offers.length}`;
    box.setAttribute("aria-expanded", "true");
    activate(-1);
  };

  const ask = async () => {
    const start = box.value.slice(0, box.selectionStart);
    const number = ++latest;
    if (!start.trim()) return close();
    try {
      const response = await fetch(`${box.dataset.suggest}?${new URLSearchParams({ q: start })}`);
      const { suggestions } = await response.json();
      if (number !== latest || document.activeElement !== box) return;
      typed = start;
      if (suggestions.length) show(suggestions);
      else close();
    } catch {
      close(); // The server is away: the box works as it is.
    }
  };

  box.addEventListener("input", () => {
    keepChoices();
    clearTimeout(waiting);
    waiting = setTimeout(ask, PATIENCE);
  });
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.altKey && offers.length) {
      event.preventDefault();
      const from = active < 0 && step < 0 ? 0 : active;
      activate((from + step + offers.length) % offers.length);
    } else if (event.key === "ArrowDown" && !offers.length) {
      event.preventDefault();
      ask();
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      pick(offers[active]);
    } else if (event.key === "Escape" && offers.length) {
      event.preventDefault();
      close();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
      activate(-1);
    }
  });
  keepChoices();
};
for (const box of document.querySelectorAll("input[data-suggest]")) combobox(box);
