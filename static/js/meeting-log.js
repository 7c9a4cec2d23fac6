// The pages on which a meeting is planned or recorded. Without this module every button sends
// the form, and the server does the same.

const form = document.querySelector("[data-meeting-log]");
const THERE = ["present", "remote"];

// --- Rows: points, decisions and follow-ups under them, guests.

function counter(rows, name) {
  return rows.querySelector(`:scope > [name="${CSS.escape(rows.dataset.rows)}-${name}_FORMS"]`);
}

function addRow(prefix) {
  const rows = form.querySelector(`[data-rows="${CSS.escape(prefix)}"]`);
  const [total, most] = [counter(rows, "TOTAL"), counter(rows, "MAX_NUM")];
  const index = Number(total.value);
  if (index >= Number(most.value)) {
    return;
  }
  const template = rows.querySelector(":scope > template");
  const holder = document.createElement("template");
  // Rows under this one keep their own placeholder: only that of this prefix takes its number.
  holder.innerHTML = template.innerHTML.replaceAll(`${prefix}-__prefix__`, `${prefix}-${index}`);
  const row = holder.content.firstElementChild;
  row.querySelector("[data-number]")?.replaceChildren(String(index + 1));
  template.before(row);
  total.value = index + 1;
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }));
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  fillMovers();
}

// --- Movers and seconders are among those who are there.

function people() {
  const seats = [...form.querySelectorAll("[data-person]")]
    .filter((seat) => THERE.includes(seat.querySelector("input[type=radio]:checked")?.value))
    .map((seat) => [seat.dataset.person, seat.dataset.name]);
  const guests = [...form.querySelectorAll("[data-guest]")]
    .map((row) => [`g${row.dataset.guest.split("-").pop()}`, row.querySelector("[name$=-name]").value.trim()])
    .filter(([, name]) => name);
  return [...seats, ...guests];
}

function fillMovers() {
  const there = people();
  const invitation = there.length ? "Choisir…" : "Cochez d’abord les présences";
  for (const select of form.querySelectorAll("select[data-attending]")) {
    const chosen = select.selectedOptions[0];
    const options = [["", invitation], ...there];
    if (chosen?.value && !there.some(([key]) => key === chosen.value)) {
      options.push([chosen.value, chosen.text]);
    }
    const value = chosen?.value ?? "";
    select.replaceChildren(...options.map(([key, name]) => new Option(name, key)));
    select.value = value;
  }
}

function markEverybody() {
  for (const seat of form.querySelectorAll("[data-person][data-sits]")) {
    if (seat.querySelector("input[type=radio]:checked")?.value === "") {
      seat.querySelector("input[type=radio][value=present]").checked = true;
    }
  }
  fillMovers();
}

// --- The list follows the committee and the date (htmx); its button is for those without this.
// What was ticked while the new list was on its way is newer than what the server was sent.

let ticked = new FormData();

function tickAgain() {
  for (const control of form.querySelectorAll("#presences [name]")) {
    const kept = ticked.get(control.name);
    if (control.type === "radio") {
      control.checked = kept === null ? control.checked : control.value === kept;
    } else {
      control.value = kept ?? control.value;
    }
  }
}

function preparePresences() {
  const button = form.querySelector("[data-refresh]");
  if (button) {
    button.hidden = true;
  }
  fillMovers();
}

// --- The agreement follows the committee, until somebody chooses one.

let agreementIsChosen = false;

function proposeAgreement(committee) {
  const select = form.querySelector("[name=agreement]");
  const option = select.querySelector(`option[data-committee="${CSS.escape(committee)}"]`);
  select.value = option?.value ?? "";
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name]");
  const act = {
    ajouter: () => addRow(button.value),
    cocher: markEverybody,
    actualiser: () => {}, // what the Enter key presses: the list is already up to date
  }[button?.name];
  if (act) {
    event.preventDefault();
    act();
  }
});

form.addEventListener("change", ({ target }) => {
  if (target.name === "agreement") {
    agreementIsChosen = true;
  } else if (target.name === "committee" && !agreementIsChosen) {
    proposeAgreement(target.value);
  } else if (target.closest("[data-person], [data-guest]")) {
    fillMovers();
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target.id === "presences") {
    ticked = new FormData(form);
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "presences") {
    tickAgain();
    preparePresences();
    const count = form.querySelectorAll("[data-person]").length;
    form.querySelector("[data-list-state]").textContent =
      `Liste des présences mise à jour : ${count} ${count > 1 ? "personnes" : "personne"}.`;
  }
});

preparePresences();
