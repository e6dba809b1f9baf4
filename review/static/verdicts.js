// Verdicts, notes, the training library and swapped sides: what a coach says, sent at once.

import { reloadAt, send } from "/static/send.js";

const player = document.querySelector(".player");

// What it should be, and a comment: made where it is opened. A call of four hours has a thousand
// moments, and their fields would be most of its page.
function fillIn(details) {
  const group = details.closest(".judge");
  if (!group || group.querySelector("textarea")) return;
  const template = document.querySelector(`template.panel[data-what="${group.dataset.what}"]`);
  const fields = template.content.cloneNode(true);
  for (const field of fields.querySelectorAll("[aria-label]")) {
    field.ariaLabel = field.ariaLabel.replace("§", () => group.dataset.title);
  }
  details.append(fields);
}

function given(group) {
  return group.querySelector('[aria-pressed="true"]')?.dataset.verdict ?? null;
}

// ``verdict`` null takes an earlier one back. Only what is wrong should be something else. Fields
// that were not opened here are not sent: another tab may have filled them in.
async function judge(group, verdict) {
  const should = group.querySelector(".should");
  const kept = await send("verdict", {
    kind: group.dataset.kind,
    key: group.dataset.key,
    found: group.dataset.found,
    verdict,
    comment: group.querySelector("textarea")?.value,
    should_be: verdict === "wrong" ? should?.value : "",
  }, verdict === null ? player.dataset.takenBack : player.dataset.saved);
  if (!kept) return;
  if (should && verdict !== "wrong") should.value = "";
  for (const button of group.querySelectorAll("[data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  }
}

// One after another: a comment that is typed while its verdict is on its way goes with that verdict.
let last = Promise.resolve();
function inTurn(act) {
  last = last.then(act);
}

// The same key or button twice takes the verdict back.
function press(group, verdict) {
  inTurn(() => judge(group, given(group) === verdict ? null : verdict));
}

function openAt(moment, what) {
  const details = moment?.querySelector(".judge details");
  if (!details) return;
  fillIn(details);
  const field = details.querySelector(what);
  if (!field) return;
  details.open = true;
  field.focus();
}

export function setUpVerdicts(position) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-verdict]");
    if (button) press(button.closest(".judge"), button.dataset.verdict);
  });
  document.addEventListener("toggle", (event) => fillIn(event.target), true);
  // A comment belongs to a verdict: without one yet, it is kept as "not sure".
  document.addEventListener("change", (event) => {
    const group = event.target.closest(".judge");
    if (!group) return;
    if (event.target.matches(".should")) inTurn(() => judge(group, event.target.value ? "wrong" : given(group)));
    else if (event.target.matches("textarea")) inTurn(() => judge(group, given(group) ?? "unsure"));
  });

  const note = document.querySelector("textarea.note");
  async function keepNote() {
    const kept = note.value;
    if (await send("coaching", { note: kept, before: note.defaultValue })) note.defaultValue = kept;
  }
  note?.addEventListener("change", keepNote);
  document.querySelector(".keep-note")?.addEventListener("click", keepNote);
  document.querySelector(".library")?.addEventListener("click", async (event) => {
    if (await send("coaching", { library: event.target.dataset.library === "true" })) reloadAt(position());
  });
  for (const button of document.querySelectorAll(".sells")) {
    button.addEventListener("click", async () => {
      if (window.confirm(player.dataset.swapAsk) && (await send("seller", { voice: button.dataset.voice }))) reloadAt(position());
    });
  }

  return {
    give: (moment, verdict) => {
      const group = moment?.querySelector(".judge");
      if (group) press(group, verdict);
    },
    comment: (moment) => openAt(moment, "textarea"),
    correct: (moment) => openAt(moment, ".should"),
  };
}
