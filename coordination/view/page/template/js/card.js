// One finding as a card, as `co.write_figure` draws it: claim, agencies, quote, source.

const CARD = { width: 800, margin: 44, most: 8, letters: 1200 };
const CARD_BASES = { reported: "reported: a source says so", both: "reported: a source says so and shown by the structure", derived: "derived: it follows from the structure" };
const SPARE = 1.08; // fonts of other machines run wider

const oneLine = (words) => {
  const line = String(words).slice(0, 4 * CARD.letters).replace(/[\u202a-\u202e\u2066-\u2069]/g, "").split(/\s+/).join(" ").trim();
  return line.length <= CARD.letters ? line : `${line.slice(0, CARD.letters - 1)}…`;
};

// Whether the first letter is of a script that runs from the right.
function runsFromRight(words) {
  const first = words.match(/\p{L}/u);
  return first !== null && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(first[0]);
}

function cardWidth(words, size, bold) {
  measuring = measuring || document.createElement("canvas").getContext("2d");
  measuring.font = `${bold ? "bold " : ""}${size}px ${BOX_FONT}`;
  return measuring.measureText(words).width * SPARE;
}

// A text in lines that fit; a word that is too long is cut, what is left over ends in an ellipsis.
function cardLines(words, size, room, most, bold) {
  const lines = [];
  let line = "";
  for (const word of words.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (cardWidth(longer, size, bold) <= room) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = "";
    for (const letter of word) {
      if (line && cardWidth(line + letter, size, bold) > room) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
    if (lines.length > most) break;
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  let last = lines[most - 1];
  while (last && cardWidth(`${last}…`, size, bold) > room) last = last.slice(0, -1);
  return [...lines.slice(0, most - 1), `${last.trimEnd()}…`];
}

function cardSvg(finding) {
  const paint = colours();
  const { width, margin } = CARD;
  const out = [];
  let y = margin;
  const write = (words, size, colour, { bold = false, indent = 0, most = 4, style = "" } = {}) => {
    const text = oneLine(words);
    const right = runsFromRight(text);
    for (const line of cardLines(text, size, width - 2 * margin - indent, most, bold)) {
      y += size * 1.3;
      out.push(`<text x="${short(right ? width - margin : margin + indent)}" y="${short(y - size * 0.3)}" font-size="${size}"${bold ? ' font-weight="bold"' : ""}${style}${right ? ' direction="rtl"' : ""} fill="${colour}">${xml(line)}</text>`);
    }
  };
  write([finding.code, spaced(finding.name), CARD_BASES[basisOf(finding)], isFindingContested(finding) ? "disputed" : ""].filter(Boolean).join(" · "), 15, paint.muted, { most: 2 });
  y += 8;
  write(stop(finding.message), 26, paint.ink, { bold: true, most: 9 });
  y += 14;
  let x = margin;
  const names = finding.agencies.slice(0, CARD.most).map(labelOf);
  if (finding.agencies.length > CARD.most) names.push(`and ${finding.agencies.length - CARD.most} more`);
  for (const words of names) {
    const [label] = cardLines(oneLine(words), 15, width - 2 * margin - 28, 1, false);
    const wide = cardWidth(label, 15, false) + 26;
    if (x + wide > width - margin && x > margin) [x, y] = [margin, y + 38];
    out.push(`<rect x="${short(x)}" y="${short(y)}" width="${short(wide)}" height="30" rx="5" fill="${paint.box}" stroke="${paint.border}" stroke-width="1.25"/><text x="${short(x + wide / 2)}" y="${short(y + 20)}" font-size="15" text-anchor="middle" fill="${paint.ink}">${xml(label)}</text>`);
    x += wide + 8;
  }
  if (names.length) y += 38;
  for (const [one, head] of cardPassages(finding)) {
    y += 16;
    const top = y;
    if (head) write(head, 14, paint.muted, { indent: 18, most: 2 });
    if (one.quote) write(`“${oneLine(one.quote)}”`, 19, paint.ink, { indent: 18, most: 7, style: ' font-style="italic"' });
    else if (one.says) write(one.says, 19, paint.ink, { indent: 18, most: 7 });
    write([one.speaker, placeWords(one)].filter(Boolean).join(", "), 14, paint.muted, { indent: 18, most: 3 });
    out.push(`<rect x="${margin}" y="${short(top)}" width="3" height="${short(y - top)}" fill="${paint.border}"/>`);
  }
  y += 22;
  write(`${data.title}${data.as_of ? `, ${asOfWords()}` : ""}. Made with ${data.tool.name} ${data.tool.version}.`, 12.5, paint.muted, { most: 3 });
  const height = Math.ceil(y + margin - 14);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${xml(BOX_FONT)}">`,
    `<title>${xml(oneLine(finding.message))}</title>`,
    `<rect width="100%" height="100%" fill="${paint.page}"/><rect width="8" height="100%" fill="${paint.states.missing}"/>`,
    ...out,
    "</svg>\n",
  ].join("\n");
}

// The passage that says most for a finding, and one of those that speak against it, with who does.
function cardPassages(finding) {
  const places = [...new Set([finding.criteria, finding.condition].filter(Boolean).flatMap((one) => one.evidence))];
  const answers = new Map(answersToFinding(finding).map((one) => [one.passage, `${labelOf(one.agency)} ${one.position}`]));
  const found = places.map((place) => [passage(place), answers.get(place) || { disputes: "Disputed by", qualifies: "In part" }[passage(place).stance]]).sort((a, b) => Boolean(b[0].quote) - Boolean(a[0].quote));
  const carries = ([one]) => !one.stance || one.stance === "supports";
  return [...found.filter(carries).slice(0, 1).map(([one]) => [one, ""]), ...found.filter((one) => !carries(one)).slice(0, 1)];
}

async function cardPng(finding) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(cardSvg(finding))}`;
  await image.decode();
  const canvas = h("canvas", { width: String(2 * image.width), height: String(2 * image.height) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => {
    canvas.toBlob(done, "image/png");
  });
}

const chosenFinding = () => (state.chosen?.type === "finding" ? findings[findingPlace.get(state.chosen.id)] : null);
const saveCard = () => download(cardSvg(chosenFinding()), "image/svg+xml", `-${folded(chosenFinding().code)}.svg`);
async function saveCardPng() {
  const ending = `-${folded(chosenFinding().code)}.png`;
  try {
    download(await cardPng(chosenFinding()), "image/png", ending);
  } catch {
    tell("Not saved: this browser draws no PNG of it; save it as SVG");
  }
}
