// The words of the transcript. They come as text with their seconds beside it, and each becomes an
// element once it is near what is seen, or said: a call of four hours has forty thousand.

const turns = document.querySelector(".turns");
const pieces = [...turns.querySelectorAll(".words")];
const words = pieces.flatMap((piece) => piece.dataset.s.split(" ").map((start, index) => ({ piece, index, start: Number(start) })));
words.sort((a, b) => a.start - b.start);

function split(turn) {
  for (const piece of turn.querySelectorAll(".words:not(:has(.w))")) {
    const text = piece.firstChild;
    const seconds = piece.dataset.s.split(" ");
    const spans = piece.textContent.split(" ").map((text, index) => {
      const span = document.createElement("span");
      span.className = "w";
      span.dataset.s = seconds[index];
      span.textContent = text;
      return span;
    });
    const chosen = window.getSelection();
    const { anchorNode, anchorOffset, focusNode, focusOffset } = chosen;
    piece.replaceChildren(...spans.flatMap((span) => [span, " "]).slice(0, -1));
    if (anchorNode !== text && focusNode !== text) continue;
    // What is selected stays selected.
    const kept = (node, offset) => (node === text ? place(piece, offset) : [node, offset]);
    chosen.setBaseAndExtent(...kept(anchorNode, anchorOffset), ...kept(focusNode, focusOffset));
  }
}

// Where a letter of the text stands now that each word is an element.
function place(piece, offset) {
  for (const node of piece.childNodes) {
    if (offset <= node.textContent.length) return [node.firstChild ?? node, offset];
    offset -= node.textContent.length;
  }
}

// Only while the page has the focus: the browser's own search, which has it while somebody searches,
// loses what it found and shows in a text that is replaced.
const waiting = new Set();
function draw() {
  for (const turn of waiting) {
    split(turn);
    near.unobserve(turn);
  }
  waiting.clear();
}
const near = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) waiting[isIntersecting ? "add" : "delete"](target);
  if (document.hasFocus()) draw();
}, { root: turns, rootMargin: "100%" });
for (const turn of turns.querySelectorAll(".turn")) near.observe(turn);
window.addEventListener("focus", draw);

// The last word that has begun, by halving; null before the first.
export function wordAt(seconds) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle].start <= seconds) low = middle + 1;
    else high = middle;
  }
  if (!low) return null;
  const { piece, index } = words[low - 1];
  split(piece.closest(".turn"));
  return piece.children[index];
}

// The words a selection touches, in order, and the second at which the words of the turn go on.
export function wordsIn(selected) {
  const touched = [...turns.querySelectorAll(".turn")].filter((turn) => selected.getRangeAt(0).intersectsNode(turn));
  touched.forEach(split);
  const range = selected.getRangeAt(0);
  const all = touched.flatMap((turn) => [...turn.querySelectorAll(".w")]);
  const chosen = all.filter((word) => range.intersectsNode(word));
  const turn = chosen.at(-1)?.closest(".turn");
  const next = all[all.indexOf(chosen.at(-1)) + 1];
  return { chosen, until: Number(next?.closest(".turn") === turn ? next.dataset.s : turn?.dataset.until) };
}
