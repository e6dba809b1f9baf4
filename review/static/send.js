// Sending something to be kept, with the token that only our own pages know.

const player = document.querySelector(".player");
let token = document.querySelector('meta[name="csrf"]').content;

function post(what, content) {
  return fetch(`/call/${player.dataset.call}/${what}`, {
    method: "POST",
    keepalive: true, // also of a page that is being left
    headers: { "Content-Type": "application/json", "X-CSRF-Token": token },
    body: JSON.stringify(content),
  });
}

// callprobe was started again, or another tab opened a session: our page, asked for anew, has the
// token of today. Whether that is another one.
async function renewed() {
  const page = await (await fetch(location.pathname)).text();
  const fresh = /name="csrf" content="([0-9a-f]+)"/.exec(page)?.[1] ?? token;
  const differs = fresh !== token;
  token = fresh;
  return differs;
}

// A refusal at the door is a sentence; what a proxy says of its own is a page of another's.
export function reasonIn(said, answer) {
  const kind = answer.headers.get("content-type") ?? "";
  if (kind.startsWith("application/json")) return JSON.parse(said).reason;
  return kind.startsWith("text/plain") ? said : `${answer.status} ${answer.statusText}`;
}

export async function send(what, content, done = player.dataset.saved) {
  const status = player.querySelector(".status");
  let reason;
  try {
    let answer = await post(what, content);
    if (answer.status === 403 && (await renewed())) answer = await post(what, content);
    if (answer.ok) {
      status.textContent = done;
      return true;
    }
    reason = reasonIn(await answer.text(), answer);
  } catch (error) {
    reason = error.message;
  }
  status.textContent = player.dataset.notSaved.replace("§", () => reason);
  return false;
}

// The page anew, with the player where it stood.
export function reloadAt(seconds) {
  history.replaceState(null, "", `#t=${seconds.toFixed(1)}`);
  location.reload();
}
