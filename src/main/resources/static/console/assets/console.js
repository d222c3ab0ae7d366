// What a page cannot say without a script: the browser's zone, dialogs, and "all on this page".
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone && !document.cookie.includes(`simtrix-zone=${encodeURIComponent(zone)}`)) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `simtrix-zone=${encodeURIComponent(zone)}; path=/console; max-age=31536000; samesite=lax${secure}`;
}

document.querySelector(".nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// Of a form that was refused, the first field that is wrong; its sentence is read out with it.
document.querySelector("main [aria-invalid=true]")?.focus();

document.addEventListener("htmx:afterSwap", ({ target }) => {
  const dialog = target.closest("dialog");
  if (dialog && !dialog.open) {
    dialog.showModal();
  }
});

// A screen reader hears how it goes every few seconds, and the end at once.
const SECONDS_BETWEEN = 5;
let said = 0;
document.addEventListener("htmx:afterSettle", () => {
  const news = document.querySelector("main [data-say]");
  const over = !document.querySelector("main [hx-trigger]");
  if (news && (over || Date.now() - said > SECONDS_BETWEEN * 1000)) {
    document.getElementById("say").textContent = news.dataset.say;
    said = Date.now();
  }
});

// A question that cannot be shown in its dialog is a page of its own, and that says why.
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.target?.id === "dialog" && detail.xhr.status !== 401) {
    location.assign(detail.pathInfo.finalRequestPath ?? detail.pathInfo.requestPath);
  }
});

document.addEventListener("click", (event) => {
  const dialog = event.target.closest("dialog[open]");
  if (dialog && (event.target === dialog || event.target.closest("[data-close]"))) {
    event.preventDefault();
    dialog.close();
  }
});

document.addEventListener("change", ({ target }) => {
  const form = target.form;
  if (!form?.matches("[data-selection]")) {
    return;
  }
  const boxes = [...form.querySelectorAll("[name=id]")];
  const all = form.querySelector("[data-all]");
  if (target === all) {
    boxes.forEach((box) => { box.checked = all.checked; });
  }
  const chosen = boxes.filter((box) => box.checked).length;
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
  form.querySelectorAll("[data-chosen]").forEach((place) => { place.textContent = chosen.toLocaleString(document.documentElement.lang); });
  form.querySelectorAll("[data-needs-choice]").forEach((button) => { button.disabled = chosen === 0; });
});

document.querySelectorAll("[data-all]").forEach((all) => {
  all.closest("[hidden]")?.removeAttribute("hidden");
  all.form.querySelectorAll("[data-needs-choice]").forEach((button) => { button.disabled = true; });
});
