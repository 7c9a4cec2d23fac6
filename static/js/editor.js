// The rich text editor: takes the place of a textarea. Its HTML holds the tags that the server
// keeps (core/rich_text.py) and no others. The page includes components/editor.html.
import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Editor,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  Italic,
  Link,
  ListItem,
  OrderedList,
  Paragraph,
  Text,
} from "../django_prose_editor/editor.js";

const EXTENSIONS = [
  Document,
  Paragraph,
  Text,
  HardBreak,
  History,
  Gapcursor,
  Bold,
  Italic,
  Heading.configure({ levels: [3, 4] }),
  BulletList,
  OrderedList,
  ListItem,
  Blockquote,
  // What is typed after a link is no part of it.
  Link.extend({ inclusive: false }).configure({
    openOnClick: false,
    protocols: ["http", "https", "mailto"],
  }),
];

const COMMANDS = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  heading: (chain) => chain.toggleHeading({ level: 3 }),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};

// What the policy of the page would complain of before the editor leaves it out.
const STYLES = /<style[\s\S]*?<\/style>|\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
const SCHEME = /^(?:https?:|mailto:)/i;

// --- The link, asked for in a dialog.

function askForLink(editor) {
  const dialog = document.getElementById("editor-link");
  const address = dialog.querySelector("input");
  address.value = editor.getAttributes("link").href ?? "";
  const answer = (choice) => {
    dialog.close();
    editor.view.focus(); // at once: a command would wait for the next frame, and what is typed, not
    const chain = editor.chain().extendMarkRange("link");
    const typed = address.value.trim();
    if (choice === "unset" || (choice === "set" && !typed)) {
      chain.unsetLink();
    } else if (choice === "set") {
      setLink(editor, chain, SCHEME.test(typed) ? typed : `https://${typed}`);
    } else {
      return;
    }
    // What is typed next comes after the link; it does not take its place.
    chain.command(({ tr, commands }) => commands.setTextSelection(tr.selection.to)).run();
  };
  for (const button of dialog.querySelectorAll("button")) {
    button.onclick = () => answer(button.value);
  }
  address.onkeydown = (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      answer("set");
    }
  };
  dialog.showModal();
}

function setLink(editor, chain, href) {
  if (editor.state.selection.empty && !editor.isActive("link")) {
    chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] });
  } else {
    chain.setLink({ href });
  }
}

// --- The toolbar: one stop of the Tab key, arrows within.

function makeToolbar(name, controlled) {
  const template = document.getElementById("editor-toolbar");
  const toolbar = template.content.firstElementChild.cloneNode(true);
  toolbar.setAttribute("aria-label", `Mise en forme, ${name}`);
  toolbar.setAttribute("aria-controls", controlled);
  const buttons = [...toolbar.children];
  const stopAt = (wanted) => buttons.forEach((button) => (button.tabIndex = button === wanted ? 0 : -1));
  stopAt(buttons[0]);
  toolbar.addEventListener("keydown", (event) => {
    const here = buttons.indexOf(document.activeElement);
    const there = {
      ArrowRight: (here + 1) % buttons.length,
      ArrowLeft: (here - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (there !== undefined) {
      event.preventDefault();
      stopAt(buttons[there]);
      buttons[there].focus();
    }
  });
  return toolbar;
}

function bindToolbar(toolbar, editor) {
  // Else the button takes the focus, and the first character that follows is lost.
  toolbar.addEventListener("mousedown", (event) => event.preventDefault());
  toolbar.addEventListener("click", (event) => {
    const command = event.target.closest("button")?.dataset.command;
    if (command === "link") {
      askForLink(editor);
    } else if (command) {
      editor.view.focus();
      COMMANDS[command](editor.chain().focus()).run();
    }
  });
  editor.on("transaction", () => {
    for (const button of toolbar.querySelectorAll("[aria-pressed]")) {
      button.setAttribute("aria-pressed", String(editor.isActive(button.dataset.command)));
    }
  });
}

// --- The textarea's label, description and id go over to the editor.

function attributesOf(textarea) {
  const label = textarea.labels[0];
  label.id ||= `${textarea.id}-label`;
  const attributes = {
    id: textarea.id,
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label.id,
  };
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) {
      attributes[name] = textarea.getAttribute(name);
    }
  }
  return [label, attributes];
}

export function createEditor(textarea, onChange) {
  const [label, attributes] = attributesOf(textarea);
  const frame = document.createElement("div");
  frame.className = "editor";
  const toolbar = makeToolbar(label.textContent.trim(), textarea.id);
  const place = document.createElement("div");
  frame.append(toolbar, place);
  textarea.removeAttribute("id");
  textarea.hidden = true;
  textarea.after(frame);

  const html = () => (editor.getText().trim() ? editor.getHTML() : "");
  const editor = new Editor({
    element: place,
    injectCSS: false,
    extensions: EXTENSIONS,
    content: textarea.dataset.richText,
    editorProps: {
      attributes,
      transformPastedHTML: (pasted) => pasted.replace(STYLES, ""),
    },
    onUpdate: () => onChange(html()),
  });
  bindToolbar(toolbar, editor);
  label.addEventListener("click", () => editor.commands.focus());

  return {
    html,
    set: (text) => editor.commands.setContent(text, { emitUpdate: false }),
    focus: () => editor.commands.focus(),
    get isFocused() {
      return frame.contains(document.activeElement);
    },
  };
}
