// The network in force on a day: a slider over the days on which something changes.

function changeDays() {
  const days = new Set();
  for (let row = 0; row < links.size; row += 1) {
    const start = links.value("start", row);
    const end = links.value("end", row);
    if (start) days.add(firstDay(start));
    if (end) days.add(nextDay(lastDay(end)));
  }
  if (days.size && data.as_of) days.add(data.as_of);
  return [...days].sort();
}

function nextDay(day) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

const dayBar = h("div", { class: "day-bar", role: "group", "aria-label": "Day" });

// The bar, or null where no link has a date.
function startDays() {
  const days = changeDays();
  if (days.length < 2) return null;
  const range = h("input", { type: "range", min: "0", max: String(days.length - 1), step: "1", "aria-label": "Day, from change to change" });
  const exact = h("input", { type: "date", min: days[0].slice(0, 4) + "-01-01", "aria-label": "Exact day" });
  const words = h("output", null);
  const off = button("As recorded", () => set({ day: null }), { class: "plain" });
  range.addEventListener("input", () => set({ day: days[Number(range.value)] }));
  exact.addEventListener("change", () => /^\d{4}-\d{2}-\d{2}$/.test(exact.value) && set({ day: exact.value }));
  fill(dayBar, h("span", { class: "day-words" }, icon("day"), words), range, exact, off);
  onChange(() => {
    const day = state.day || data.as_of || days[days.length - 1];
    let place = 0;
    while (place + 1 < days.length && days[place + 1] <= day) place += 1;
    range.value = String(place);
    range.setAttribute("aria-valuetext", dayWords(days[place]));
    exact.value = state.day || "";
    words.textContent = state.day ? `In force on ${dayWords(state.day)}` : "All as recorded";
    off.hidden = !state.day;
    dayBar.classList.toggle("on", Boolean(state.day));
  });
  return dayBar;
}
