// What the file holds: the data of one network, or of several states of it and what changed between.

async function unpacked(holder) {
  const letters = atob(holder.textContent);
  const bytes = new Uint8Array(letters.length);
  for (let n = 0; n < letters.length; n += 1) bytes[n] = letters.charCodeAt(n);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

async function readData() {
  const holder = document.getElementById("data");
  const script = document.createElement("script");
  script.textContent = await unpacked(document.getElementById("library"));
  document.head.append(script); // runs only if its hash is in the page's policy
  return JSON.parse(holder.type.endsWith("json") ? holder.textContent : await unpacked(holder));
}

// A page whose script can't go on is the page without a script, and says so.
function showTextAlone(reason) {
  document.documentElement.classList.remove("js", "show-text", "sheet-high", "embed");
  for (const one of document.querySelectorAll(".app, .tools, .skip, .state-switch, .dialog, .unseen[role=status]")) one.remove();
  document.getElementById("text").classList.add("alone");
  const note = document.querySelector(".still-page");
  note.textContent = "The picture that answers didn't start in this browser. Everything it holds is written out below.";
  note.title = String(reason);
  note.classList.add("said");
}

// Answers of the reader's, where the browser keeps nothing; other states of the page see them too.
const unsaved = Object.create(null);

let held = null;
let networks = [];
let changesOf = [];
let stateNames = [];
async function load() {
  held = await readData();
  networks = held.states || [held];
  changesOf = held.steps || [];
  stateNames = held.names || [];
  document.body.append(teller);
}

// What a screen reader is told when something changes without the focus moving.
const teller = document.createElement("p");
teller.className = "unseen";
teller.setAttribute("role", "status");
function tell(words) {
  teller.textContent = words;
}

// A state by its key, or by the label that readers see of it.
function placeOfState(key) {
  const at = stateNames.findIndex((one) => one.key === key);
  return at < 0 ? stateNames.findIndex((one) => one.label === key) : at;
}

// The state that an address asks for, else the last.
function askedState(hash) {
  const key = new URLSearchParams(hash.replace(/^#/, "")).get("state");
  return placeOfState(key) < 0 ? networks.length - 1 : placeOfState(key);
}

async function begin() {
  try {
    await load();
    openState(askedState(location.hash), location.hash);
  } catch (reason) {
    showTextAlone(reason);
  }
}


