// Small comforts: "/" goes to the search box, the highlighted span comes into view, facets fold on small screens.
const boxes = () => [...document.querySelectorAll("[data-seek]")].filter((box) => box.offsetParent !== null);

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable='true']") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const [box] = boxes();
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

function showSpan() {
  const span = document.getElementById("span");
  if (!span || !["#span", ""].includes(location.hash)) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  span.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  span.focus({ preventScroll: true });
}

if (matchMedia("(max-width: 47.9em)").matches) {
  for (const fold of document.querySelectorAll("details.fold")) fold.open = false;
}
showSpan();
addEventListener("hashchange", showSpan);
