// Choices side by side are one stop of the Tab key: left and right move among them, up and down go
// to the same choice of the line before or after.

const TOOLBAR = '.picks[role="toolbar"]';
const buttonsOf = (toolbar) => [...toolbar.querySelectorAll("button")];

function stopAt(toolbar, wanted) {
  buttonsOf(toolbar).forEach((button) => (button.tabIndex = button === wanted ? 0 : -1));
}

export function arrangeToolbars(page) {
  for (const toolbar of page.querySelectorAll(TOOLBAR)) {
    const buttons = buttonsOf(toolbar);
    const pressed = buttons.find((button) => button.getAttribute("aria-pressed") === "true");
    stopAt(toolbar, buttons.find((button) => button === document.activeElement) ?? pressed ?? buttons[0]);
  }
}

function sameIn(page, toolbar, step, rank) {
  const all = [...page.querySelectorAll(`.roll ${TOOLBAR}`)];
  const next = all[all.indexOf(toolbar) + step];
  return next && buttonsOf(next)[rank];
}

export function moveInToolbars(page) {
  page.addEventListener("keydown", (event) => {
    const toolbar = event.target.closest(TOOLBAR);
    if (!toolbar) {
      return;
    }
    const buttons = buttonsOf(toolbar);
    const here = buttons.indexOf(document.activeElement);
    const isListed = toolbar.closest(".roll") !== null;
    const there = {
      ArrowRight: () => buttons[(here + 1) % buttons.length],
      ArrowLeft: () => buttons[(here - 1 + buttons.length) % buttons.length],
      Home: () => buttons[0],
      End: () => buttons.at(-1),
      ArrowDown: () => isListed && sameIn(page, toolbar, 1, here),
      ArrowUp: () => isListed && sameIn(page, toolbar, -1, here),
    }[event.key]?.();
    if (there) {
      event.preventDefault();
      stopAt(there.closest(TOOLBAR), there);
      there.focus();
    }
  });
}
