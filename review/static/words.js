// The words of the transcript. They come as text with their seconds beside it, and each becomes an
// element once it is near what is seen, or said: a call of four hours has forty thousand.

const turns = document.querySelector(".turns");
const pieces = [...turns.querySelectorAll(".words")];
const words = pieces.flatMap((piece) => piece.dataset.s.split(" ").map((start, index) => ({ piece, index, start: Number(start) })));
words.sort((a, b) => a.start - b.start);

function split(turn) {
  for (const piece of turn.querySelectorAll(".words:not(:has(.w))")) {
    const seconds = piece.dataset.s.split(" ");
    const spans = piece.textContent.split(" ").map((text, index) => {
      const span = document.createElement("span");
      span.className = "w";
      span.dataset.s = seconds[index];
      span.textContent = text;
      return span;
    });
    piece.replaceChildren(...spans.flatMap((span) => [span, " "]).slice(0, -1));
  }
}

const near = new IntersectionObserver((seen) => {
  for (const { target } of seen.filter((entry) => entry.isIntersecting)) {
    split(target);
    near.unobserve(target);
  }
}, { root: turns, rootMargin: "100%" });
for (const turn of turns.querySelectorAll(".turn")) near.observe(turn);

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
export function wordsIn(range) {
  const touched = [...turns.querySelectorAll(".turn")].filter((turn) => range.intersectsNode(turn));
  touched.forEach(split);
  const all = touched.flatMap((turn) => [...turn.querySelectorAll(".w")]);
  const chosen = all.filter((word) => range.intersectsNode(word));
  const turn = chosen.at(-1)?.closest(".turn");
  const next = all[all.indexOf(chosen.at(-1)) + 1];
  return { chosen, until: Number(next?.closest(".turn") === turn ? next.dataset.s : turn?.dataset.until) };
}
