/* Under each period field, tells while one types how the period is understood. */

const PAUSE = 200;
const waiting = new WeakMap();

/* The live region stands before its first text, or screen readers would miss that one. */
function outputOf(input) {
  const next = input.nextElementSibling;
  if (next?.classList.contains("period-preview")) return next;
  const output = document.createElement("output");
  output.className = "period-preview form-text";
  output.setAttribute("aria-live", "polite");
  output.htmlFor = input.id;
  input.after(output);
  return output;
}

async function preview(input) {
  const output = outputOf(input);
  const text = input.value.trim();
  let fragment = "";
  if (text) {
    const url = new URL(input.dataset.period, document.baseURI);
    url.searchParams.set("texte", text);
    try {
      const response = await fetch(url);
      if (response.ok) fragment = await response.text();
    } catch {
      /* Offline: the server reads the period again when the form is sent. */
    }
  }
  if (text === input.value.trim()) output.innerHTML = fragment;
}

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("input[data-period]")) outputOf(target);
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches("input[data-period]")) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(preview, PAUSE, target));
});
