// What agencies answer: what the data holds, and what the reader answers here for one of them.

const POSITIONS = { agrees: "Agree", "agrees-in-part": "Agree in part", disagrees: "Disagree", answers: "Answer" };
const POSITION_WORDS = { agrees: "agrees", "agrees-in-part": "agrees in part", disagrees: "disagrees", answers: "answers" };

const recordedAnswers = data.answers || [];
const answersToFinding = (finding) => {
  const place = findingPlace.get(finding.key);
  return recordedAnswers.filter((one) => one.findings.includes(place));
};
const answersToRecord = (id) => recordedAnswers.filter((one) => one.records.includes(id));

// "What the agencies say", as an audit prints agency comments.
function agenciesSay(found) {
  return found.length
    ? part("What the agencies say", h("ul", { class: "passages" }, found.map((one) => passageItem(passage(one.passage), `${labelOf(one.agency)} ${one.position}`))))
    : null;
}

const questions = data.questions || [];
const questionOf = (key) => questions.find((one) => one.key === key);

// What is answered, as the file of answers names it, and what it says now.
const ANSWERABLE = {
  question: (key) => questionOf(key)?.text,
  finding: (key) => findings[findingPlace.get(key)]?.message,
  recommendation: (id) => recommendations.find(id)?.says,
  conclusion: (id) => {
    const one = tables.conclusions?.find(id);
    return one && (one.says ? `${one.finds}: ${one.says}` : one.finds);
  },
  link: (id) => {
    const row = links.place(id);
    if (row < 0) return undefined;
    const ends = [...new Set(endsOf(row).map((end) => agencies.value("id", end)))];
    return `${links.value("kind", row) || "other"}, ${statusOf(row)}: ${ends.join(", ")}`;
  },
};

// What is answered in words for readers.
function subjectWords({ kind, key }) {
  if (kind === "finding") return stop(findings[findingPlace.get(key)]?.message || key);
  if (kind === "recommendation") return stop(recommendations.find(key)?.says || key);
  if (kind === "question") return questionOf(key)?.text || key;
  if (kind === "conclusion") {
    const one = tables.conclusions?.find(key);
    return stop(one?.says || capital(spaced(one?.finds || key)));
  }
  return links.place(key) < 0 ? key : `${linkTitle(links.place(key))}, ${statusOf(links.place(key))}`;
}

// The agencies that it is about, who are the likeliest to answer.
function concernedBy({ kind, key }) {
  if (kind === "finding") return findings[findingPlace.get(key)].agencies;
  if (kind === "recommendation") return [].concat(recommendations.find(key).to);
  if (kind === "question") return questionOf(key).asks;
  if (kind === "link") return endsOf(links.place(key)).map((end) => agencies.value("id", end));
  const one = tables.conclusions.find(key);
  return [...(one.agencies || []), ...(one.towards || [])];
}

// -- kept in this browser ------------------------------------------------------------------------

const MOST_KEPT = 1000;
const answersName = `coordination-answers:${data.title}|${data.as_of || ""}`;
const mine = { answers: [], lasting: true, changes: 0 };

const isText = (value, most) => typeof value === "string" && value.length <= most;

// Other pages of the same browser may have put anything in there.
function isAnswer(one) {
  return Boolean(
    one && typeof one === "object" && one.to && Object.keys(ANSWERABLE).includes(one.to.kind) && isText(one.to.key, 1000) &&
      Object.keys(POSITIONS).includes(one.position) && isText(one.agency, 100) && isText(one.words, 10000) &&
      (one.speaker === undefined || isText(one.speaker, 1000)) &&
      (one.passage === undefined || isCited(one.passage)),
  );
}

const isCited = (one) =>
  one && isText(one.document, 1000) && (one.place === undefined || isText(one.place, 1000)) &&
  (one.quote === undefined || isText(one.quote, 10000)) && (one.date === undefined || isDate(one.date));

// A year, a month or a day that there is.
function isDate(text) {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number);
  if (!found[2]) return year > 0;
  const last = month >= 1 && month <= 12 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 0;
  return found[3] ? day >= 1 && day <= last : last > 0;
}

function readKept() {
  try {
    const text = localStorage.getItem(answersName);
    localStorage.setItem("coordination-keeps", "yes");
    const found = text ? JSON.parse(text) : [];
    mine.answers = Array.isArray(found) ? found.filter(isAnswer).slice(0, MOST_KEPT) : [];
  } catch {
    mine.lasting = false;
    mine.answers = unsaved[answersName] || [];
  }
}

function keepAnswers() {
  mine.changes += 1;
  unsaved[answersName] = mine.answers;
  try {
    localStorage.setItem(answersName, JSON.stringify(mine.answers));
    mine.lasting = true;
  } catch {
    mine.lasting = false;
  }
}

const isTo = (to) => (one) => one.to.kind === to.kind && one.to.key === to.key;
const ownAnswer = (to) => mine.answers.find(isTo(to)) || null;

function keepAnswer(answer) {
  const place = mine.answers.findIndex(isTo(answer.to));
  if (place < 0) mine.answers.push(answer);
  else mine.answers[place] = answer;
  keepAnswers();
}

function dropAnswer(to) {
  mine.answers = mine.answers.filter((one) => !isTo(to)(one));
  keepAnswers();
}

const whereKept = () =>
  mine.lasting
    ? "Kept in this browser until you remove it; nobody else sees it before you send it."
    : "This browser keeps nothing for such a page: save the answers before you close it.";

// -- taking along --------------------------------------------------------------------------------

function answersFile() {
  const network = { title: data.title };
  if (data.as_of) network.as_of = data.as_of;
  return `${JSON.stringify({ answers_version: 1, network, answers: mine.answers }, null, 2)}\n`;
}

const saveAnswers = () => download(answersFile(), "application/json", "-answers.json");

function answerWords(one) {
  const cited = one.passage;
  const where = cited ? [cited.document, cited.date ? dayWords(cited.date) : null, cited.place].filter(Boolean).join(", ") : "";
  return [
    subjectWords(one.to),
    `${labelOf(one.agency)}${one.speaker ? ` (${one.speaker})` : ""}: ${POSITION_WORDS[one.position]}.`,
    one.words,
    cited ? [cited.quote ? `“${cited.quote}”` : null, `(${where})`].filter(Boolean).join(" ") : null,
    `[${one.to.kind} ${one.to.key}]`,
  ].filter(Boolean).join("\n");
}

function answersText() {
  const head = `Answers to: ${data.title}${data.as_of ? `, ${asOfWords()}` : ""}`;
  return `${[head, ...mine.answers.map(answerWords)].join("\n\n")}\n`;
}

readKept();
