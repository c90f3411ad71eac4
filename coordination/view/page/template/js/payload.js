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
  const packed = document.getElementById("library");
  if (!packed) return JSON.parse(holder.textContent);
  const script = document.createElement("script");
  script.textContent = await unpacked(packed);
  document.head.append(script); // runs only if its hash is in the page's policy
  return JSON.parse(await unpacked(holder));
}

const held = await readData();
const networks = held.states || [held];
const changesOf = held.steps || [];
const stateNames = held.names || [];

// What a screen reader is told when something changes without the focus moving.
const teller = document.createElement("p");
teller.className = "unseen";
teller.setAttribute("role", "status");
document.body.append(teller);
function tell(words) {
  teller.textContent = words;
}

// The state that an address asks for, else the last.
function askedState(hash) {
  const key = new URLSearchParams(hash.replace(/^#/, "")).get("state");
  const at = stateNames.findIndex((one) => one.key === key);
  return at < 0 ? networks.length - 1 : at;
}

function begin() {
  openState(askedState(location.hash), location.hash);
}


