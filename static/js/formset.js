// Adds lines to a formset in place. Without it the button sends the form, and the server adds one.
//
//   <div data-formset="PREFIX"> management form, lines,
//     <template> one empty line, with __prefix__ for its number </template>
//   </div>
//   <button type="submit" name="…" data-formset-add="PREFIX">
//
// The new line says formset:added, for modules that have something to prepare in it.

function addLine(formset, total) {
  const template = formset.querySelector("template");
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
  const line = holder.content.firstElementChild;
  template.before(line);
  total.value = Number(total.value) + 1;
  line.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  line.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const prefix = event.target.closest("[data-formset-add]")?.dataset.formsetAdd;
  if (prefix === undefined) {
    return;
  }
  event.preventDefault();
  const formset = document.querySelector(`[data-formset="${CSS.escape(prefix)}"]`);
  const [total, most] = ["TOTAL", "MAX_NUM"].map((name) =>
    formset.querySelector(`[name="${CSS.escape(prefix)}-${name}_FORMS"]`),
  );
  if (Number(total.value) < Number(most.value)) {
    addLine(formset, total);
  }
});
