// One finding as a card, as `co.write_figure` lays it out; here it gets the colours of the page.

function cardSvg(finding) {
  const paint = colours();
  const named = { ...paint, ...paint.states };
  return finding.card.replace(/<[^>]+>/g, (tag) => tag.replace(/"@(\w+)"/g, (_, word) => `"${named[word]}"`));
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
const hasCard = () => Boolean(chosenFinding()?.card);
const saveCard = () => download(cardSvg(chosenFinding()), "image/svg+xml", `-${folded(chosenFinding().code)}.svg`);
async function saveCardPng() {
  const ending = `-${folded(chosenFinding().code)}.png`;
  try {
    download(await cardPng(chosenFinding()), "image/png", ending);
  } catch {
    tell("Not saved: this browser draws no PNG of it; save it as SVG");
  }
}
