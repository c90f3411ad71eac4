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

// What is known of a day, and what isn't.
function inForceWords() {
  let [dated, undated] = [0, 0];
  for (let row = 0; row < links.size; row += 1) {
    if (statusAt(row, state.day) === null) continue;
    if (isUndated(row)) undated += 1;
    else dated += 1;
  }
  const later = [];
  for (let row = 0; row < agencies.size; row += 1) if (isFormedLater(row)) later.push(labelOf(agencies.value("id", row)));
  const formed = later.length ? ` ${later.length <= 3 ? listedWords(later) : count(later.length, "agency", "agencies")}, drawn faint, had another form then or didn't exist yet.` : "";
  const own = state.day === data.as_of;
  const also = undated && !own ? `; ${count(undated, "link has", "links have")} no date and ${undated === 1 ? "is" : "are"} drawn faint` : undated ? `, ${undated.toLocaleString("en")} more without a date` : "";
  const of = !own && findings.length ? ` Findings are ${data.as_of ? asOfWords() : "about the whole record"}.` : "";
  return `On ${dayWords(state.day)}: ${count(dated, "link", "links")} known to be in force${also}.${formed}${of}`;
}

const dayBar = h("div", { class: "day-bar", id: "day-bar", role: "group", "aria-label": "Network in force on a day", hidden: true });

// The button that opens the bar, or null where no link has a date.
function startDays() {
  const days = changeDays();
  if (days.length < 2) return null;
  const opener = button([icon("day"), h("span", null, "On a day")], () => {
    dayBar.hidden = !dayBar.hidden;
    opener.setAttribute("aria-expanded", String(!dayBar.hidden));
    if (dayBar.hidden) set({ day: null });
    else range.focus();
  }, { "aria-expanded": "false", "aria-controls": "day-bar" });
  const range = h("input", { type: "range", min: "0", max: String(days.length - 1), step: "1", "aria-label": "Day, from change to change" });
  const exact = h("input", { type: "date", min: days[0].slice(0, 4) + "-01-01", });
  const words = h("output", null);
  const step = (way) => () => set({ day: days[Math.max(0, Math.min(days.length - 1, Number(range.value) + way))] });
  range.addEventListener("input", () => set({ day: days[Number(range.value)] }));
  exact.addEventListener("change", () => /^\d{4}-\d{2}-\d{2}$/.test(exact.value) && set({ day: exact.value }));
  fill(
    dayBar,
    button(icon("back"), step(-1), { "aria-label": "Change before" }),
    range,
    button(icon("next"), step(1), { "aria-label": "Change after" }),
    words,
    h("label", null, h("span", { class: "unseen" }, "Exact day"), exact),
  );
  onChange(() => {
    const day = state.day || data.as_of || days[days.length - 1];
    let place = 0;
    while (place + 1 < days.length && days[place + 1] <= day) place += 1;
    range.value = String(place);
    range.setAttribute("aria-valuetext", dayWords(days[place]));
    exact.value = state.day || "";
    words.textContent = state.day ? inForceWords() : "Everything recorded";
    if (state.day) dayBar.hidden = false;
    opener.classList.toggle("on", Boolean(state.day));
    opener.setAttribute("aria-expanded", String(!dayBar.hidden));
  });
  return opener;
}
