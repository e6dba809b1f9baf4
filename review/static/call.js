// The call page: one clock (the audio element) moves the cursor, the words and the current moment.

import WaveSurfer from "/static/vendor/wavesurfer.esm.js";
import { send } from "/static/send.js";
import { setUpMarks } from "/static/marks.js";
import { setUpVerdicts } from "/static/verdicts.js";

const player = document.querySelector(".player");
const audio = player.querySelector("audio");
const duration = Number(player.dataset.duration);
const inner = player.querySelector(".inner");
const strip = player.querySelector(".strip");
const moments = [...document.querySelectorAll("ol.moments > .moment")];
const words = [...document.querySelectorAll(".w")];
const starts = words.map((word) => Number(word.dataset.s));
const order = starts.map((_, index) => index).sort((a, b) => starts[a] - starts[b]);
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
}

function clock(seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds % 60).toFixed(1).padStart(4, "0");
  return `${minutes}:${document.documentElement.lang === "nl" ? rest.replace(".", ",") : rest}`;
}

// The last word that has begun, by halving: a call of an hour has ten thousand.
function wordAt(seconds) {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[order[middle]] <= seconds) low = middle + 1;
    else high = middle;
  }
  return low ? words[order[low - 1]] : null;
}

// The transcript scrolls in itself: the page stays where the coach is reading.
function keepInView(turn) {
  const turns = turn.parentElement;
  const top = turn.offsetTop - turns.offsetTop;
  const below = top + turn.offsetHeight > turns.scrollTop + turns.clientHeight;
  if (below || top < turns.scrollTop) turns.scrollTop = top - turns.clientHeight / 4;
}

function show() {
  player.querySelector(".now").textContent = clock(position);
  player.querySelector(".cursor").style.left = share(position);
  const word = wordAt(position);
  if (word !== spoken) {
    spoken?.classList.remove("now");
    word?.classList.add("now");
    spoken = word;
    if (audio && !audio.paused && word) keepInView(word.closest(".turn"));
  }
  if (inner.offsetWidth > strip.offsetWidth + 1) {
    const x = (inner.offsetWidth * position) / duration;
    const off = x - strip.scrollLeft;
    if (off < 0 || off > strip.offsetWidth * 0.9) strip.scrollLeft = x - strip.offsetWidth * 0.2;
  }
}

function makeCurrent(moment, scroll = true) {
  current?.classList.remove("current");
  player.querySelector(".span.current")?.classList.remove("current");
  current = moment;
  if (!moment) return;
  moment.classList.add("current");
  player.querySelector(`[data-moment="${CSS.escape(moment.dataset.key)}"]`)?.classList.add("current");
  if (scroll) moment.scrollIntoView({ block: "nearest" });
}

function step(by) {
  if (!moments.length) return;
  const at = current ? moments.indexOf(current) : by > 0 ? -1 : moments.length;
  const next = moments[Math.min(Math.max(at + by, 0), moments.length - 1)];
  makeCurrent(next);
  seek(Number(next.dataset.from) - Number(player.dataset.before), true);
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-seek], .w");
  if (target) {
    const key = target.dataset.moment ?? target.closest(".moment")?.dataset.key;
    if (key) makeCurrent(moments.find((moment) => moment.dataset.key === key), !target.closest(".moment"));
    seek(Number(target.dataset.seek ?? target.dataset.s), true);
  } else if (event.target.closest(".inner")) {
    const box = inner.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * duration);
  } else if (event.target.closest(".step")) step(Number(event.target.closest(".step").dataset.step));
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

const button = player.querySelector(".play");
button.addEventListener("click", toggle);
if (audio) {
  for (const name of ["play", "pause"]) {
    audio.addEventListener(name, () => {
      button.textContent = audio.paused ? player.dataset.play : player.dataset.pause;
    });
  }
  const follow = () => {
    position = audio.currentTime;
    show();
    if (!audio.paused) requestAnimationFrame(follow);
  };
  audio.addEventListener("play", follow);
  audio.addEventListener("seeked", () => { if (audio.paused) follow(); });
} else button.disabled = true;

const mark = setUpMarks(clock);
player.querySelector(".mark-here")?.addEventListener("click", () => mark(position));

const verdicts = setUpVerdicts();

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("textarea, input, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const onButton = event.target.closest("button, a, summary") && (event.key === " " || event.key === "Enter");
  if (onButton) return;
  const acts = {
    " ": toggle, n: () => step(1), p: () => step(-1), m: () => mark(position),
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

function fromAddress() {
  const match = /^#t=(\d+(?:\.\d+)?)$/.exec(location.hash);
  if (!match) {
    show();
    return;
  }
  const at = Number(match[1]);
  const before = Number(player.dataset.before) + 0.2;
  makeCurrent(moments.find((moment) => Math.abs(Number(moment.dataset.from) - at) <= before) ?? null);
  seek(at);
}
window.addEventListener("hashchange", fromAddress);
if (audio && audio.readyState < 1) audio.addEventListener("loadedmetadata", fromAddress, { once: true });
fromAddress();

async function drawWave() {
  const answer = await fetch(`/call/${player.dataset.call}/peaks.json`);
  if (!answer.ok) {
    player.querySelector(".status").textContent = await answer.text();
    return;
  }
  const peaks = await answer.json();
  const style = getComputedStyle(document.documentElement);
  const colour = (side) => style.getPropertyValue(`--${side}`).trim();
  WaveSurfer.create({
    container: player.querySelector(".wave"), peaks, duration, interact: false, cursorWidth: 0,
    height: 96 / peaks.length, barWidth: 2, barGap: 1, barRadius: 1, normalize: true, hideScrollbar: true,
    cspNonce: document.querySelector('meta[name="nonce"]').content,
    splitChannels: ["seller", "customer"].map((side) => ({ waveColor: colour(side) })),
  });
}
fit();
if (audio) requestAnimationFrame(drawWave);
