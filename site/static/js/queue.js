// The moderators' keys. They act by the place of the key (event.code), since an Arabic layout sends other letters; never
// in a field; and they can be switched off, which this browser remembers.
(() => {
  const legend = document.querySelector("[data-keys]");
  if (!legend) return;
  const OFF = "musharaka-keys-off";
  const toggle = legend.querySelector("[data-keys-toggle]");
  const areOff = () => localStorage.getItem(OFF) === "1";
  const show = () => {
    legend.hidden = false;
    toggle.setAttribute("aria-pressed", String(!areOff()));
    legend.classList.toggle("off", areOff());
  };
  toggle.addEventListener("click", () => {
    if (areOff()) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1");
    show();
  });
  show();

  const rows = [...document.querySelectorAll(".queue-row")];
  const ticks = [...document.querySelectorAll('.tick input[type="checkbox"]')];
  const inField = (element) => element.closest("textarea, select, [contenteditable], input:not([type=radio]):not([type=checkbox])");

  const goTo = (row) => { if (row) { row.focus(); row.scrollIntoView({ block: "nearest" }); } };
  const move = (step) => goTo(rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(document.activeElement) + step))]);

  let last = null;
  const count = () => {
    const shown = document.querySelector("[data-ticked]");
    if (!shown) return;
    const number = ticks.filter((tick) => tick.checked).length;
    shown.hidden = number === 0;
    shown.textContent = number;
    if (number) shown.closest("details").open = true;
  };
  const tick = (range) => {
    const box = document.activeElement.closest("li")?.querySelector('.tick input[type="checkbox"]');
    if (!box) return;
    box.checked = !box.checked;
    const [from, to] = [ticks.indexOf(last), ticks.indexOf(box)].sort((a, b) => a - b);
    if (range && from >= 0) ticks.slice(from, to + 1).forEach((each) => { each.checked = box.checked; });
    last = box;
    count();
  };
  ticks.forEach((box) => box.addEventListener("change", () => { last = box; count(); }));
  count();

  const reason = document.querySelector("select[data-digits]");
  const choose = (number) => {
    if (!reason || !reason.options[number]) return;
    reason.closest("details")?.setAttribute("open", "");
    reason.selectedIndex = number;
    reason.dispatchEvent(new Event("change", { bubbles: true }));
  };
  // The standard message of the chosen reason, to be read before it is sent, and taken as a start.
  const standard = document.querySelector(".standard");
  const message = document.querySelector("#id_message");
  const showStandard = () => {
    const parts = [...standard.querySelectorAll("[data-standard]")];
    parts.forEach((part) => { part.hidden = reason.value !== "" && part.dataset.standard !== reason.value; });
    standard.open = reason.value !== "";
  };
  if (standard && reason && message) {
    standard.querySelectorAll(".take").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        const words = button.parentElement.querySelector(".words");
        message.value = [...words.children].map((each) => each.innerText).join("\n\n");
        message.dispatchEvent(new Event("input", { bubbles: true }));
        message.focus();
      });
    });
    reason.addEventListener("change", showStandard);
    if (reason.value) showStandard();
  }
  const use = (target) => {
    target.closest("details")?.setAttribute("open", "");
    if (target.type === "radio") { target.checked = true; target.focus(); }
    else if (target.matches("a, button")) target.click();
    else target.focus();
  };

  const lookThrough = () => {
    const folded = document.getElementById("filters-switch");
    if (folded) folded.checked = true;
    (document.querySelector('main input[type="search"]') || document.querySelector('input[type="search"]'))?.focus();
  };

  // The form in which a decision is chosen, wherever the focus is: after an error it is in the summary.
  const chosen = () => document.querySelector('input[name="decision"]:checked')?.form;

  document.addEventListener("keydown", (event) => {
    const typing = inField(event.target);
    if (event.code === "Enter" && (event.ctrlKey || event.metaKey) && (event.target.form || chosen())) {
      event.preventDefault();
      (event.target.form || chosen()).requestSubmit();
      return;
    }
    if (areOff() || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = document.querySelector(`[data-key="${event.code}"]`);
    if (target && !event.shiftKey) use(target);
    else if (event.code === "KeyJ") move(1);
    else if (event.code === "KeyK") move(-1);
    else if (event.code === "KeyX") tick(event.shiftKey);
    else if (event.code === "Slash" && event.shiftKey) legend.querySelector("summary")?.click();
    else if (event.code === "Slash") lookThrough();
    else if (event.code === "Enter" && !event.target.closest("a, button, summary, input") && chosen()) chosen().requestSubmit();
    else if (/^Digit[1-9]$/.test(event.code)) choose(Number(event.code.slice(5)));
    else return;
    event.preventDefault();
  });
})();
