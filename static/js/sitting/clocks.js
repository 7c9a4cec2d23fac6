// The clocks of points, counted on from what the server told: whatever hour this machine believes.

const SPACE = "\u00a0";
const since = new WeakMap();

function inWords(seconds) {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const told = minutes ? [`${minutes}${SPACE}min`] : [];
  if (rest || !minutes) {
    told.push(`${rest}${SPACE}s`);
  }
  return told.join(" ");
}

function tick(clock) {
  if (!since.has(clock)) {
    since.set(clock, performance.now());
  }
  const seconds = Number(clock.dataset.seconds) + Math.floor((performance.now() - since.get(clock)) / 1000);
  const planned = Number(clock.dataset.planned) * 60;
  clock.textContent = inWords(seconds);
  clock.parentElement.classList.toggle("is-over", planned > 0 && seconds > planned);
}

export function followClocks(page) {
  const all = () => page.querySelectorAll("[data-running]").forEach(tick);
  all();
  setInterval(all, 1000);
}
