// Dates that a rule proposed: the words beside a date follow it when it is changed.

const words = new Intl.DateTimeFormat("fr-CA", { dateStyle: "full", timeZone: "UTC" });

document.addEventListener("change", ({ target }) => {
  const line = target.closest(".proposed-day");
  if (line && target.type === "date" && target.value) {
    const text = words.format(new Date(target.value));
    line.querySelector(".form-check-label").textContent = text[0].toUpperCase() + text.slice(1);
  }
});
