// Rich text in an ordinary form: what is typed in the editor goes back to its textarea, which the
// form sends. One that nobody touched is sent as it came.
import { createEditor } from "./editor.js";

function prepare(root) {
  for (const textarea of root.querySelectorAll("textarea[data-rich-text]")) {
    createEditor(textarea, (html) => {
      textarea.value = html;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

prepare(document);
document.addEventListener("formset:added", ({ target }) => prepare(target));
