// Marks: what a coach points at himself, at the player's second or on the words he selected.

import { reloadAt, send } from "/static/send.js";
import { wordsIn } from "/static/words.js";

const form = document.querySelector(".mark-form");
const list = document.querySelector(".marks-left");

// The words selected in the transcript, else the second the player stands at: no later than that,
// as nothing is at a second after the end of the call.
function place(position) {
  const player = { start_s: Math.floor(position * 10 + 1e-6) / 10, end_s: null, text: "" };
  const selected = window.getSelection();
  const range = selected.rangeCount && !selected.isCollapsed ? selected.getRangeAt(0) : null;
  const turns = document.querySelector(".turns");
  if (!range || !turns.contains(range.commonAncestorContainer)) return player;
  const { chosen, until } = wordsIn(selected);
  if (!chosen.length) return player;
  return { start_s: Number(chosen[0].dataset.s), end_s: until, text: chosen.map((word) => word.textContent).join(" ") };
}

export function setUpMarks(clock) {
  if (!form) return () => {};
  let here = null;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [what, word] = form.querySelector("select").value.split(":");
    const kept = await send("verdict", {
      kind: "moment", key: `${what}:${Math.round(here.start_s * 10)}`, start_s: here.start_s,
      end_s: here.end_s, verdict: "wrong", should_be: word, comment: form.querySelector("textarea").value,
    });
    if (kept) reloadAt(here.start_s);
  });
  form.querySelector(".cancel").addEventListener("click", () => { form.hidden = true; });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") form.hidden = true; });
  list.addEventListener("click", async (event) => {
    const mark = event.target.closest(".remove")?.closest("[data-mark]");
    if (mark && (await send("verdict", { kind: "moment", key: mark.dataset.mark, verdict: null }))) mark.remove();
  });

  return (position) => {
    here = place(position);
    form.hidden = false;
    form.querySelector(".mark-at b").textContent = clock(here.start_s);
    form.querySelector(".mark-at q").textContent = here.text;
    form.querySelector(".mark-at q").hidden = !here.text;
    form.querySelector("select").focus();
  };
}
