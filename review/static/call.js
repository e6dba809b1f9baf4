// The call page: one clock (the audio element) moves the cursor, the words and the current moment.

import WaveSurfer from "/static/vendor/wavesurfer.esm.js";
import { reasonIn, send } from "/static/send.js";
import { setUpMarks } from "/static/marks.js";
import { setUpVerdicts } from "/static/verdicts.js";
import { wordAt } from "/static/words.js";

const player = document.querySelector(".player");
const audio = player.querySelector("audio");
const duration = Number(player.dataset.duration) || 1;
const inner = player.querySelector(".inner");
const strip = player.querySelector(".strip");
const moments = [...document.querySelectorAll("ol.moments > .moment")];
const reasons = [...document.querySelectorAll(".reason")];
let position = 0;
let spoken = null;
let current = null;

const share = (seconds) => `${(100 * seconds) / duration}%`;

for (const mark of document.querySelectorAll(".marks > button")) {
  mark.style.left = share(Number(mark.dataset.at));
  if (mark.dataset.until) mark.style.width = share(mark.dataset.until - mark.dataset.at);
}

function seek(seconds, play = false) {
  position = Math.min(Math.max(seconds, 0), duration);
  if (audio) {
    audio.currentTime = position;
    if (play) audio.play().catch(() => {});
  }
  show();
  if (spoken) keepInView(spoken);
}

function clock(seconds) {
  const tenths = Math.floor(seconds * 10 + 1e-6);
  const minutes = Math.floor(tenths / 600) % 60;
  const rest = ((tenths % 600) / 10).toFixed(1).padStart(4, "0");
  const hours = Math.floor(tenths / 36000);
  const text = hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
  return document.documentElement.lang === "nl" ? text.replace(".", ",") : text;
}

// The transcript scrolls in itself: the page stays where the coach is reading.
function keepInView(word) {
  const turns = word.closest(".turns");
  const [pane, here] = [turns, word].map((element) => element.getBoundingClientRect());
  if (here.bottom > pane.bottom || here.top < pane.top) turns.scrollTop += here.top - pane.top - pane.height / 4;
}

function show() {
  player.querySelector(".now").textContent = clock(position);
  player.querySelector(".cursor").style.left = share(position);
  const word = wordAt(position);
  if (word !== spoken) {
    spoken?.classList.remove("now");
    word?.classList.add("now");
    spoken = word;
    if (audio && !audio.paused && word) keepInView(word);
  }
  if (inner.offsetWidth > strip.offsetWidth + 1) {
    const x = (inner.offsetWidth * position) / duration;
    const off = x - strip.scrollLeft;
    if (off < 0 || off > strip.offsetWidth * 0.9) strip.scrollLeft = x - strip.offsetWidth * 0.2;
  }
}

// What the keys of verdicts are about: a moment, or a reason for the call.
function makeCurrent(item, scroll = true) {
  current?.classList.remove("current");
  player.querySelector(".span.current")?.classList.remove("current");
  current = item;
  if (!item) return;
  item.classList.add("current");
  if (item.dataset.key) player.querySelector(`[data-moment="${CSS.escape(item.dataset.key)}"]`)?.classList.add("current");
  if (scroll) item.scrollIntoView({ block: "nearest" });
}

// From one to the next, and no further than the last.
function step(items, by) {
  const at = items.includes(current) ? items.indexOf(current) : by > 0 ? -1 : items.length;
  const next = items[Math.min(Math.max(at + by, 0), items.length - 1)];
  if (!next) return;
  makeCurrent(next);
  next.focus({ preventScroll: true });
  if (next.dataset.from) seek(Number(next.dataset.from) - Number(player.dataset.before), true);
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-seek], .w");
  if (target) {
    const key = target.dataset.moment ?? target.closest(".moment")?.dataset.key;
    if (key) makeCurrent(moments.find((moment) => moment.dataset.key === key), !target.closest(".moment"));
    seek(Number(target.dataset.seek ?? target.dataset.s), true);
  } else if (event.target.closest(".inner")) {
    const box = inner.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * duration, true);
  } else if (event.target.closest(".step")) step(moments, Number(event.target.closest(".step").dataset.step));
});

const speed = player.querySelector(".speed");
speed.addEventListener("change", () => { if (audio) audio.playbackRate = Number(speed.value); });
// How long a silence was is written on it where a second is wide enough to carry it.
const ROOMY_PX_PER_S = 6;
function fit() {
  inner.classList.toggle("roomy", inner.offsetWidth / duration >= ROOMY_PX_PER_S);
}
player.querySelector(".zoom").addEventListener("change", (event) => {
  inner.style.width = `${100 * Number(event.target.value)}%`;
  fit();
  show();
});
window.addEventListener("resize", fit);

function toggle() {
  if (!audio) return;
  if (audio.paused) audio.play().catch(() => {});
  else audio.pause();
}

// Leaving a field keeps what was typed in it; leaving the page leaves the field.
window.addEventListener("pagehide", () => document.activeElement?.blur());

function cannotPlay(reason) {
  player.querySelector(".status").textContent = player.dataset.noSound.replace("§", () => reason);
}

const button = player.querySelector(".play");
button.addEventListener("click", toggle);
if (audio) {
  for (const name of ["play", "pause"]) {
    audio.addEventListener(name, () => {
      button.textContent = audio.paused ? player.dataset.play : player.dataset.pause;
    });
  }
  let frame = 0;
  const follow = () => {
    cancelAnimationFrame(frame);
    position = audio.currentTime;
    show();
    if (!audio.paused) frame = requestAnimationFrame(follow);
  };
  audio.addEventListener("play", follow);
  audio.addEventListener("seeked", () => { if (audio.paused) follow(); });
  // Asked for again, the sound says why: it was erased meanwhile, or nobody answers any more.
  const silent = async () => {
    button.disabled = true;
    try {
      const answer = await fetch(audio.src, { headers: { Range: "bytes=0-0" } });
      cannotPlay(answer.ok ? player.dataset.broken : reasonIn(await answer.text(), answer));
    } catch (error) {
      cannotPlay(error.message);
    }
  };
  audio.addEventListener("error", silent);
  if (audio.error) silent();
} else button.disabled = true;

const openMark = setUpMarks(clock);
function mark() {
  audio?.pause();
  openMark(position);
}
player.querySelector(".mark-here")?.addEventListener("click", mark);

const verdicts = setUpVerdicts(() => position);
const hop = Number(player.dataset.hop);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("textarea, input, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const onButton = event.target.closest("button, a, summary") && (event.key === " " || event.key === "Enter");
  if (onButton) return;
  const acts = {
    " ": toggle, n: () => step(moments, 1), p: () => step(moments, -1), f: () => step(reasons, 1), m: mark,
    ArrowLeft: () => seek(position - hop), ArrowRight: () => seek(position + hop),
    1: () => verdicts.give(current, "right"), 2: () => verdicts.give(current, "wrong"),
    3: () => verdicts.give(current, "unsure"), c: () => verdicts.comment(current),
    e: () => verdicts.correct(current),
    "[": () => pace(-1), "]": () => pace(1),
  };
  const act = acts[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

function pace(by) {
  speed.selectedIndex = Math.min(Math.max(speed.selectedIndex + by, 0), speed.options.length - 1);
  speed.dispatchEvent(new Event("change"));
}

// The moment that begins, or is heard from, nearest to a second, if that is near enough.
function nearest(seconds, within) {
  let found = null;
  for (const edge of ["at", "from"]) {
    for (const moment of moments) {
      const off = Math.abs(Number(moment.dataset[edge]) - seconds);
      if (off < within) [found, within] = [moment, off];
    }
  }
  return found;
}

// A link of this page names its moment; others have its second, or are heard from a little before.
const TENTH = 0.1;
function fromAddress() {
  const match = /^#t=(\d+(?:\.\d+)?)(?:&m=([\w:.-]+))?$/.exec(location.hash);
  if (!match) {
    show();
    return;
  }
  const at = Number(match[1]);
  const before = Number(player.dataset.before);
  const named = moments.find((moment) => moment.dataset.key === match[2]);
  makeCurrent(named ?? nearest(at, TENTH) ?? nearest(at + before, TENTH) ?? nearest(at, before + 2 * TENTH));
  seek(at);
}
window.addEventListener("hashchange", fromAddress);
if (audio && audio.readyState < 1) audio.addEventListener("loadedmetadata", fromAddress, { once: true });
fromAddress();

// The first hearing of a long call takes a while: its recording is made playable.
async function drawWave() {
  const status = player.querySelector(".status");
  const wait = setTimeout(() => { status.textContent ||= player.dataset.loading; }, 800);
  const answer = await fetch(`/call/${player.dataset.call}/peaks.json`);
  clearTimeout(wait);
  if (!answer.ok) cannotPlay(reasonIn(await answer.text(), answer));
  else if (status.textContent === player.dataset.loading) status.textContent = "";
  if (!answer.ok) return;
  const peaks = await answer.json();
  const style = getComputedStyle(document.documentElement);
  const colour = (side) => style.getPropertyValue(`--${side}`).trim();
  const container = player.querySelector(".wave");
  WaveSurfer.create({
    container, peaks, duration, interact: false, cursorWidth: 0,
    height: container.clientHeight / peaks.length, barWidth: 2, barGap: 1, barRadius: 1, normalize: !("spoken" in player.dataset), hideScrollbar: true,
    cspNonce: document.querySelector('meta[name="nonce"]').content,
    splitChannels: ["seller", "customer"].map((side) => ({ waveColor: colour(side) })),
  });
}
fit();
if (audio || "spoken" in player.dataset) requestAnimationFrame(drawWave);
