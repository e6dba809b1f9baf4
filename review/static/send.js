// Sending something to be kept, with the token that only our own pages know.

const player = document.querySelector(".player");
const token = document.querySelector('meta[name="csrf"]').content;

export async function send(what, content, done = player.dataset.saved) {
  const status = player.querySelector(".status");
  let reason;
  try {
    const answer = await fetch(`/call/${player.dataset.call}/${what}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": token },
      body: JSON.stringify(content),
    });
    if (answer.ok) {
      status.textContent = done;
      return true;
    }
    reason = (await answer.json()).reason;
  } catch (error) {
    reason = error.message;
  }
  status.textContent = player.dataset.notSaved.replace("§", () => reason);
  return false;
}
