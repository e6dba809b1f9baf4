// The list by keyboard: j and k move between calls, / goes to the filters. Enter is the link's own.

const links = [...document.querySelectorAll(".call .open")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const here = links.indexOf(document.activeElement);
  if (event.key === "j") links[Math.min(here + 1, links.length - 1)]?.focus();
  else if (event.key === "k") links[Math.max(here - 1, 0)]?.focus();
  else if (event.key === "/") {
    event.preventDefault();
    document.querySelector(".filters select")?.focus();
  }
});
