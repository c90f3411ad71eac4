// Words for what the data says in codes.

const MONTHS =
  "January February March April May June July August September October November December".split(" ");

function dayWords(when) {
  if (!when) return "";
  if (when.startsWith("FY")) return `fiscal year ${when.slice(2)}`;
  const [year, month, day] = when.split("-");
  if (!month) return year;
  const words = `${MONTHS[Number(month) - 1]} ${year}`;
  return day ? `${Number(day)} ${words}` : words;
}

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
const spaced = (word) => word.replace(/-/g, " ");
const kindWords = (kind) => (kind === "other" ? "Coordination" : capital(spaced(kind)));
// "days" -> "day", as Python's `singular` has it.
const singular = (nouns) => (nouns.includes(" ") ? nouns : nouns.replace(/ies$/, "y").replace(/s$/, ""));
const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

// "atf" or a row -> the short name by which readers know the agency.
function labelOf(agency) {
  const row = typeof agency === "number" ? agency : agencies.place(agency);
  if (row < 0) return String(agency);
  return agencies.value("abbreviation", row) || agencies.value("name", row);
}

function areaWords(area) {
  return data.words.jurisdictions[area || ""] || area;
}

const functionName = (id) => functions.find(id)?.name || id;

function isMutual(row) {
  return links.value("mutual", row) !== false || Boolean(links.value("parties", row));
}

function endsWords(row) {
  const labels = endsOf(row).map((end) => apart(labelOf(end)));
  if (labels.length === 1) return `within ${labels[0]}`;
  return labels.join(isMutual(row) ? " – " : " → ");
}

function linkTitle(row) {
  return links.value("name", row) || `${kindWords(links.value("kind", row))}: ${endsWords(row)}`;
}

const listedWords = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`);

function datesWords(row) {
  const start = links.value("start", row);
  const end = links.value("end", row);
  if (start && end) return `${dayWords(start)} to ${dayWords(end)}`;
  if (start) return `since ${dayWords(start)}`;
  return end ? `until ${dayWords(end)}` : "";
}

function requirementTitle(row) {
  const { asking, who, other } = data.assessments[row];
  const within = asking.length === 1 && requirements.row(row).counterpart.agency === asking[0];
  return within ? `Required within ${who}` : `Required: ${who} and ${other}`;
}

const STATES = { met: "met", lacking: "not met", "not-examined": "not examined" };

function stop(words) {
  const text = words.trim();
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

// "CNN, Report cites weaknesses …, 9 November 2010, paragraph 7"
function placeWords(passage) {
  const source = sources.find(passage.source) || { title: passage.source };
  return [source.publisher, source.title, dayWords(source.published), passage.at]
    .filter(Boolean)
    .join(", ");
}

function asOfWords() {
  return data.as_of ? `as of ${dayWords(data.as_of)}` : "";
}

// Text without the accents and the case in which readers rarely type it.
function folded(text) {
  return String(text).normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
}

const safeAddress = (url) => (/^https?:\/\/[^\s]+$/i.test(url || "") ? url : null);
