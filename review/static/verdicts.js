// Verdicts, notes, the training library and swapped sides: what a coach says, sent at once.

import { send } from "/static/send.js";

function parts(group) {
  return {
    kind: group.dataset.kind,
    key: group.dataset.key,
    start_s: group.dataset.start === "" ? null : Number(group.dataset.start),
    comment: group.querySelector("textarea").value,
  };
}

async function judge(group, verdict) {
  if (!(await send("verdict", { ...parts(group), verdict }))) return;
  for (const button of group.querySelectorAll("[data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  }
}

export function setUpVerdicts() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-verdict]");
    if (button) judge(button.closest(".judge"), button.dataset.verdict);
  });
  // A comment belongs to a verdict: without one yet, it is kept as "not sure".
  document.addEventListener("change", (event) => {
    const group = event.target.closest(".judge");
    if (!group || !event.target.matches("textarea")) return;
    const given = group.querySelector('[aria-pressed="true"]');
    judge(group, given?.dataset.verdict ?? "unsure");
  });

  const note = document.querySelector(".note");
  document.querySelector(".keep-note").addEventListener("click", () => send("coaching", { note: note.value }));
  document.querySelector(".library").addEventListener("click", async (event) => {
    if (await send("coaching", { library: event.target.dataset.library === "true" })) location.reload();
  });
  const player = document.querySelector(".player");
  document.querySelector(".swap")?.addEventListener("click", async () => {
    if (window.confirm(player.dataset.swapAsk) && (await send("swap", {}))) location.reload();
  });

  return {
    give: (moment, verdict) => moment && judge(moment.querySelector(".judge"), verdict),
    comment: (moment) => {
      if (!moment) return;
      moment.querySelector("details").open = true;
      moment.querySelector("textarea").focus();
    },
  };
}
