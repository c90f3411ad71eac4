// Several states of one subject in one file: the switch between them, and what goes with a state.

const sinceStep = changesOf[at - 1] || null; // what changed from the state before to this one
const nextStep = changesOf[at] || null; // and from this one to the next

// The part of the text that tells this state.
const textOfState = () => document.querySelector(`[data-state="${at}"]`) || document;

function closeState() {
  alive.abort();
  picture.vis.destroy();
  for (const one of document.querySelectorAll(".skip, .tools, .app, .state-switch, .dialog, .way-back")) one.remove();
}

// Another state, with what is chosen there.
function goTo(other, { type, id, focus } = {}) {
  const parts = [`state=${encodeURIComponent(stateNames[other].key)}`];
  if (type) parts.push(`${type}=${encodeURIComponent(id)}`);
  if (state.list.view !== firstList) parts.push(`list=${state.list.view}`);
  if (state.tab === "text") parts.push("show=text");
  const hash = `#${parts.join("&")}`;
  try {
    history.pushState(null, "", hash);
  } catch {
    // a frame without an address
  }
  closeState();
  openState(other, hash);
  tell(`${stateNames[other].title}: ${count(networks[other].findings.filter((one) => !one.code.startsWith("CG9")).length, "finding", "findings")}`);
  if (focus === "panel") document.querySelector(".panel h2")?.focus({ preventScroll: true });
  else document.querySelector(`.state-switch [data-at="${other}"]`)?.focus({ preventScroll: true });
  if (hash.endsWith("show=text")) document.getElementById(`state-${other + 1}`)?.scrollIntoView();
}

// The chosen thing, if the other state has it too.
function chosenIn(other) {
  if (!state.chosen) return {};
  const { type, id } = state.chosen;
  const there = networks[other];
  const table = { agency: "agencies", link: "links", requirement: "requirements", recommendation: "recommendations" }[type];
  const has = table ? (there.tables[table].columns.id || []).includes?.(id) : there.findings.some((one) => one.key === id);
  return has ? state.chosen : {};
}

function stateSwitch() {
  if (!stateNames.length) return null;
  const one = (name_, other) =>
    button(name(name_.label), () => other !== at && goTo(other, chosenIn(other)), {
      "aria-pressed": String(other === at),
      "aria-label": name_.label === name_.title ? null : `${name_.label}: ${name_.title}`,
      "data-at": String(other),
    });
  return h("div", { class: "tabs state-switch", role: "group", "aria-label": "State" }, stateNames.map(one));
}

// The line under the title says which state is shown.
function showHead() {
  const chooser = stateSwitch();
  if (!chooser) return;
  const counts = [count(agencies.size, "agency", "agencies"), count(links.size, "link", "links"), count(headline.length, "finding", "findings")];
  fill(document.querySelector(".meta"), name(data.title), data.as_of && !data.title.includes(dayWords(data.as_of).split(" ").slice(1).join(" ")) ? `, ${asOfWords()}` : null, ` · ${counts.join(" · ")}`);
  document.querySelector(".titles").after(chooser);
  const words = document.querySelector(".claim");
  if (!words) return;
  words.textContent = data.claim;
  words.dir = claimWay();
}

// What became of links since the state before: row -> "new" or "changed".
const changedLinks = new Map();
for (const one of sinceStep?.records || []) {
  if (one.section !== "links" || one.earlier) continue;
  const words = one.state === "formed" ? "new" : one.state === "changed" && !one.lesser ? "changed" : null;
  if (words) changedLinks.set(links.place(one.id), words);
}

// The marks of what changed, on the lines of the picture.
function drawChanges(ctx, skip) {
  if (!changedLinks.size && !picture.scene.edges.some((edge) => edge.was)) return;
  const taken = picture.scene.nodes.filter((node) => lookOf(node.id) !== "hidden").map(({ x, y, size }) => [x, y, size[0] + 4, size[1] + 4]);
  taken.push(...headingsOf(picture.scene));
  const told = new Set();
  for (const edge of picture.edgeById.values()) {
    const look = lookOf(edge.id);
    const words = edge.was ? (edge.was === "ended" ? "ended" : "not seen again") : changedLinks.get(edge.link);
    // The parties of one instrument have one mark.
    if (!words || skip.has(edge) || ["hidden", "faded"].includes(look) || told.has(edge.link ?? edge.id)) continue;
    told.add(edge.link ?? edge.id);
    drawWords(ctx, { ...edge, at: undefined, mark: words }, taken, false);
  }
}

const outcomes = { since: new Map(), next: new Map() };
for (const [outcome, places] of Object.entries(sinceStep?.findings || {})) {
  if (outcome === "opened" || outcome === "persisting") for (const place of places) outcomes.since.set(findings[place], outcome);
}
for (const [outcome, places] of Object.entries(nextStep?.findings || {})) {
  if (outcome === "closed" || outcome === "no longer examined") for (const place of places) outcomes.next.set(findings[place], outcome);
}

// What became of a finding since the state before, and what will have become of it in the next.
function outcomeTags(finding, sinceSaid) {
  const since = sinceSaid ? null : outcomes.since.get(finding);
  const next = outcomes.next.get(finding);
  if (!since && !next) return null;
  const later = next && stateNames[at + 1].label;
  return [
    since ? h("span", { class: `tag ${since}` }, since) : null,
    next ? h("span", { class: `tag ${next === "closed" ? "closed" : "silent"}` }, next === "closed" ? `closed by ${later}` : `not examined in ${later}`) : null,
  ];
}
