/* Under each period field, tells while one types how the period is understood. */

const PAUSE = 200;
const waiting = new WeakMap();

/* The live region stands before its first text, or screen readers would miss that one. */
function outputOf(input) {
  let output = input.parentElement.querySelector("output.period-preview");
  if (!output) {
    output = document.createElement("output");
    output.className = "period-preview form-text";
    output.setAttribute("aria-live", "polite");
    output.htmlFor = input.id;
    input.after(output);
  }
  return output;
}

async function preview(input) {
  const output = outputOf(input);
  const text = input.value.trim();
  if (!text) {
    output.replaceChildren();
    return;
  }
  const url = new URL(input.dataset.period, document.baseURI);
  url.searchParams.set("texte", text);
  try {
    const response = await fetch(url);
    const fragment = await response.text();
    const isCurrent = text === input.value.trim();
    if (response.ok && isCurrent) output.innerHTML = fragment;
  } catch {
    output.replaceChildren(); /* offline: the server checks again when the form is sent */
  }
}

document.addEventListener("focusin", ({ target }) => {
  if (target.matches("input[data-period]")) outputOf(target);
});

document.addEventListener("input", ({ target }) => {
  if (!target.matches("input[data-period]")) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(preview, PAUSE, target));
});
