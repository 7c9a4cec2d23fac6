// The agenda builder. Without this module each button sends its form, and the page comes back
// whole; htmx replaces the agenda alone, and what is left is the focus, dragging, and what was
// being typed elsewhere meanwhile.

// What Sortable writes into « style » is no part of the page, and the policy of the page refuses it.
htmx.config.attributesToSettle = ["class", "width", "height"];

const agenda = () => document.getElementById("agenda");
let kept = null;

// --- The focus goes where the server says, else where it was asked for: a change leaves none.

function placeFocus(id) {
  const target = id && document.getElementById(id);
  if (target) {
    target.focus({ preventScroll: true });
    target.closest(".agenda-row, form")?.scrollIntoView({ block: "nearest" });
  }
}

// --- A title that was typed but not sent yet outlives what another button replaces.

function keepTitle(sender) {
  const form = agenda().querySelector("[data-agenda-add]");
  const isSent = sender?.matches?.("[data-agenda-add]");
  kept = isSent ? null : { title: form.title.value, place: form.place.value };
}

function restoreTitle() {
  const form = agenda().querySelector("[data-agenda-add]");
  if (kept?.title && form && !form.title.value) {
    form.title.value = kept.title;
    form.place.value = kept.place;
  }
  kept = null;
}

// --- While a point is being changed, nothing else may replace the agenda around it.

function holdTheRest() {
  const edited = agenda().querySelector("[data-agenda-edit]")?.closest(".agenda-line");
  const rest = agenda().querySelectorAll(".agenda-line, [data-agenda-add], .panel");
  for (const part of rest) {
    part.inert = Boolean(edited) && part !== edited;
  }
  agenda().classList.toggle("is-editing", Boolean(edited));
}

// --- Dragging: the order that it leaves is sent as a whole, with the version that was read.

function sendOrder() {
  const form = agenda().querySelector("[data-agenda-order]");
  const keys = [];
  for (const row of agenda().querySelectorAll("[data-point]")) {
    const isUnder = row.parentElement.classList.contains("agenda-under");
    keys.push(row.dataset.point + (isUnder ? "*" : ""));
  }
  form.elements.order.value = keys.join(",");
  form.requestSubmit();
}

function mayStand(to, dragged) {
  const isUnder = to.el.classList.contains("agenda-under");
  return !isUnder || !dragged.querySelector(".agenda-under > li");
}

function prepareDragging() {
  for (const list of agenda().querySelectorAll("[data-agenda]")) {
    new Sortable(list, {
      group: { name: "agenda", pull: true, put: (to, from, dragged) => mayStand(to, dragged) },
      handle: ".grip",
      animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 120,
      forceFallback: true, // the same by mouse and by finger, in every browser
      fallbackOnBody: true,
      fallbackClass: "is-carried",
      ghostClass: "is-moving",
      onEnd: ({ from, to, oldIndex, newIndex }) => {
        if (from !== to || oldIndex !== newIndex) {
          sendOrder();
        }
      },
    });
  }
  agenda().classList.add("can-drag");
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "agenda") {
    keepTitle(detail.requestConfig?.elt);
  }
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (!agenda()) {
    return;
  }
  const { elt, requestConfig } = detail;
  holdTheRest();
  if (elt.id === "agenda") {
    restoreTitle();
    prepareDragging();
    placeFocus(agenda().dataset.focus || requestConfig?.elt?.dataset.agendaCancel);
  } else if (elt.matches?.(".agenda-line")) {
    elt.querySelector(".error-summary, input:not([type=hidden])")?.focus();
  }
});

// What the server could not be asked for is told; the page still shows what it knows.
document.addEventListener("htmx:sendError", () => {
  document.getElementById("agenda-told").textContent =
    "Le serveur ne répond pas : rien n’a changé. Essayez de nouveau.";
});

prepareDragging();
