// Small comforts over pages that work without them.
(() => {
  // The other language at the same point of the page: only the browser knows the fragment.
  const follow = (link) => { link.hash = location.hash; };
  document.querySelectorAll("[data-keeps-place]").forEach((link) => {
    link.addEventListener("pointerdown", () => follow(link));
    link.addEventListener("click", () => follow(link));
  });

  // Menus close on Escape and on a press elsewhere.
  const menus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
  document.addEventListener("click", (event) => {
    menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
})();
