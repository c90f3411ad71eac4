// Respond: the form in which an agency answers, and what the reader has answered.

const drafts = new Map(); // what was typed in a form that was closed without keeping it

function respondButton(kind, key, options) {
  const answered = ownAnswer({ kind, key });
  return button(!answered ? "Respond" : options?.plain ? "Change" : "Change your answer", () => openRespond({ kind, key }), { "data-respond": `${kind}:${key}`, "aria-haspopup": "dialog", class: options?.plain ? "plain" : null });
}

function field(words, control, hint) {
  return h("label", { class: "field" }, h("span", null, words, hint ? h("small", null, ` ${hint}`) : null), control);
}

const OTHERS = 400; // so many agencies fit into one choice; of more, only those concerned

function agencyField(to, chosen) {
  const concerned = [...new Set(concernedBy(to))].filter((id) => agencies.place(id) >= 0);
  const option = (id) => h("option", { value: id }, agencies.value("name", agencies.place(id)));
  const others = [];
  if (agencies.size <= OTHERS) for (let row = 0; row < agencies.size; row += 1) if (!concerned.includes(agencies.value("id", row))) others.push(agencies.value("id", row));
  others.sort((a, b) => labelOf(a).localeCompare(labelOf(b)));
  const select = h(
    "select",
    { name: "agency" },
    concerned.length === 1 ? null : h("option", { value: "" }, "Choose the agency"),
    h("optgroup", { label: "Concerned" }, concerned.map(option)),
    others.length ? h("optgroup", { label: "Others" }, others.map(option)) : null,
  );
  const last = mine.answers.length ? mine.answers[mine.answers.length - 1].agency : "";
  const first = [chosen, last, concerned.length === 1 ? concerned[0] : ""].find((id) => id && [...concerned, ...others].includes(id));
  select.value = first || "";
  return field("Agency that answers", select);
}

function openRespond(to) {
  const before = drafts.get(`${to.kind}:${to.key}`) || flat(ownAnswer(to));
  const text = (key, attributes) => {
    const made = h("input", { type: "text", name: key, maxlength: "1000", autocomplete: "off", ...attributes });
    made.value = before[key] || "";
    return made;
  };
  const words = h("textarea", { name: "words", rows: "4", maxlength: "10000", dir: "auto" });
  words.value = before.words || "";
  const quote = h("textarea", { name: "quote", rows: "2", maxlength: "10000", dir: "auto" });
  quote.value = before.quote || "";
  // Who is asked agrees with nothing: the answer is what there is.
  const asked = to.kind === "question";
  const positions = Object.entries(POSITIONS).filter(([value]) => value !== "answers").map(([value, label]) => h("label", { class: "check" }, h("input", { type: "radio", name: "position", value, checked: before.position === value }), h("span", null, label)));
  const titles = Array.from({ length: Math.min(sources.size, 200) }, (_, row) => h("option", { value: sources.value("title", row) }));
  const problem = h("p", { class: "notice", role: "alert", hidden: true });
  const form = h(
    "form",
    { class: "respond-fields", autocomplete: "off", submit: (event) => event.preventDefault() },
    tells("p", subjectWords(to), "answered"),
    asked ? h("input", { type: "hidden", name: "position", value: "answers" }) : h("fieldset", { class: "positions" }, h("legend", null, "Your answer"), positions),
    agencyField(to, before.agency),
    field("Who says so", text("speaker"), "name or office, if you like"),
    field("In your words", words),
    h(
      "fieldset",
      { class: "cited" },
      h("legend", null, "What it rests on", h("small", null, " a passage of a document, where there is one")),
      field("Document", text("document", { list: "respond-documents" })),
      h("datalist", { id: "respond-documents" }, titles),
      h("div", { class: "two" }, field("Place in it", text("place"), "page, paragraph"), field("Date", text("date", { placeholder: "2010-11-09", inputmode: "numeric" }))),
      field("Exact words", quote),
    ),
    problem,
  );
  const dialog = h(
    "dialog",
    { class: "dialog respond", "aria-labelledby": "respond-title" },
    h("div", { class: "dialog-head" }, h("h2", { id: "respond-title" }, "Respond"), button(icon("close"), () => leave(false), { "aria-label": "Close" })),
    form,
    h(
      "p",
      { class: "dialog-foot" },
      h("span", null, whereKept()),
      ownAnswer(to) ? button("Remove", () => finish(() => dropAnswer(to), "Removed")) : null,
      button("Keep", () => keep(), { class: "main" }),
    ),
  );
  const values = () => Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, value.trim()]));
  const finish = (act, told) => {
    act();
    drafts.delete(`${to.kind}:${to.key}`);
    leave(true);
    tell(told);
  };
  const leave = (done) => {
    dialog.close();
    dialog.remove();
    changed({ chosen: done });
    [...panel.querySelectorAll("[data-respond]")].find((one) => one.dataset.respond === `${to.kind}:${to.key}`)?.focus({ preventScroll: true });
  };
  const keep = () => {
    const given = values();
    const wrong = !given.position ? ["position", "Choose whether the agency agrees."]
      : !given.agency ? ["agency", "Choose the agency that answers."]
      : !given.words ? ["words", "Say it in your words."]
      : given.date && !isDate(given.date) ? ["date", "The date is a year, a month or a day, such as 2010-11-09."]
      : !given.document && (given.place || given.quote || given.date) ? ["document", "Name the document that the passage is in."]
      : null;
    for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    problem.hidden = !wrong;
    if (!wrong) return finish(() => keepAnswer(nested(to, given)), "Kept");
    problem.textContent = wrong[1];
    const at = form.querySelector(`[name="${wrong[0]}"]`);
    if (at.type !== "radio") at.setAttribute("aria-invalid", "true");
    return at.focus();
  };
  form.addEventListener("input", () => drafts.set(`${to.kind}:${to.key}`, values()));
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave(false);
  });
  dialog.addEventListener("close", () => dialog.isConnected && leave(false));
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector(asked ? "textarea" : "input:checked, input[type=radio]").focus();
}

// An answer as the fields of the form, and back.
function flat(answer) {
  if (!answer) return {};
  const { position, agency, speaker, words, passage: cited } = answer;
  return { position, agency, speaker, words, ...cited };
}

function nested(to, given) {
  const answer = { to: { kind: to.kind, key: to.key, saw: ANSWERABLE[to.kind](to.key) }, position: given.position, agency: given.agency, words: given.words };
  if (given.speaker) answer.speaker = given.speaker;
  if (given.document) {
    answer.passage = { document: given.document };
    for (const key of ["place", "quote", "date"]) if (given[key]) answer.passage[key] = given[key];
  }
  const now = new Date();
  answer.day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  return answer;
}

// -- what the reader has answered ----------------------------------------------------------------

const takeAlong = () => h("p", { class: "acts" }, button([icon("save"), "Save answers"], saveAnswers), copyButton("Copy as text", answersText));

function ownWords(answer) {
  const cited = answer.passage;
  const now = ANSWERABLE[answer.to.kind](answer.to.key);
  return [
    h("p", null, h("span", { class: `tag position ${answer.position}` }, POSITIONS[answer.position]), " ", name(labelOf(answer.agency)), answer.speaker ? [", ", name(answer.speaker)] : null),
    says("p", answer.words, "own-words"),
    cited?.quote ? h("blockquote", { dir: "auto" }, cited.quote) : null,
    cited ? h("p", { class: "place" }, name([cited.document, dayWords(cited.date), cited.place].filter(Boolean).join(", "))) : null,
    now === answer.to.saw ? null : h("p", { class: "notice" }, now === undefined ? "This file no longer has what you answered." : "What you answered has changed since."),
  ];
}

// Below what is answered: the own answer and the way to send it.
function ownPart(kind, key) {
  const answer = ownAnswer({ kind, key });
  if (!answer) return null;
  return part("Your answer", h("div", { class: "passage own" }, ownWords(answer)), h("p", { class: "quiet" }, whereKept(), mine.answers.length > 1 ? ` ${count(mine.answers.length, "answer", "answers")} in all.` : null), takeAlong());
}

const canShow = ({ kind, key }) => kind !== "conclusion" && kind !== "question" && ANSWERABLE[kind](key) !== undefined;

function answersList() {
  return [
    h("div", { class: "list-head" }, h("h2", { tabindex: "-1" }, "Your answers")),
    h("p", { class: "quiet" }, whereKept(), " The saved file is to be mailed to whoever made this page."),
    takeAlong(),
    h(
      "ul",
      { class: "own-answers" },
      mine.answers.map((answer) =>
        h(
          "li",
          { class: "passage own" },
          tells("p", subjectWords(answer.to), "answered"),
          ownWords(answer),
          h("p", { class: "acts" }, canShow(answer.to) ? button("Show", () => choose(answer.to.kind, answer.to.key, { focus: true }), { class: "plain" }) : null, ANSWERABLE[answer.to.kind](answer.to.key) === undefined ? null : respondButton(answer.to.kind, answer.to.key, { plain: true }), button("Remove", () => {
            dropAnswer(answer.to);
            if (!mine.answers.length) state.list.view = firstList;
            changed({ chosen: true, focus: true });
          }, { class: "plain" })),
        ),
      ),
    ),
  ];
}

// In the text: a way to answer beside each finding, and each conclusion of a source.
function startResponses() {
  const text = textOfState();
  for (const one of text.querySelectorAll("article[data-finding] .shows")) {
    const finding = findings[Number(one.parentNode.dataset.finding)];
    one.append(" ", respondButton("finding", finding.key, { plain: true }));
  }
  const rows = text.querySelectorAll('[data-table="conclusions"] tbody tr');
  for (const [row, one] of [...rows].entries()) {
    one.querySelector(".shows")?.remove();
    one.cells[2].append(h("p", { class: "shows" }, respondButton("conclusion", tables.conclusions.value("id", row), { plain: true })));
  }
}
