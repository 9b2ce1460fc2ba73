// An index gives its number. The index is in the address, so that a number can be linked to.
import { number, Problem } from "./api.js";
import { drawGrowth } from "./growth.js";
import { drawSpiral } from "./spiral.js";
import { byId, counted, element, named, show, time } from "./view.js";

const SHOWN_WHOLE = 420;
const SHOWN_END = 120;
const INDEX = /^-?[0-9]+$/;

let pending = new AbortController();
let digits = "";

export function startNumbers() {
  byId("ask").addEventListener("submit", (event) => {
    event.preventDefault();
    go(byId("index").value);
  });
  byId("previous").addEventListener("click", () => step(-1n));
  byId("following").addEventListener("click", () => step(1n));
  byId("copy").addEventListener("click", copy);
  // Only pages that came by https may use the clipboard.
  byId("copy").hidden = !navigator.clipboard;
  addEventListener("hashchange", compute);
  drawSpiral(null);
  drawGrowth(null);
  if (location.hash) {
    compute();
  }
}

/** Spaces, separators and a typographic minus are what people paste. */
const cleaned = (text) => text.replace(/[\s,_'’]/g, "").replace("−", "-");

function go(text) {
  const index = cleaned(text);
  if (index === "") {
    show("number-error", "Type an index first: a whole number, like 100.");
    byId("index").focus();
  } else if (location.hash === `#${encodeURIComponent(index)}`) {
    compute();
  } else {
    location.hash = encodeURIComponent(index);
  }
}

function step(by) {
  const index = cleaned(byId("index").value || "0");
  go(INDEX.test(index) ? String(BigInt(index) + by) : index);
}

async function compute() {
  const index = decodeURIComponent(location.hash.slice(1));
  pending.abort();
  const mine = (pending = new AbortController());
  byId("index").value = index;
  byId("result").setAttribute("aria-busy", "true");
  try {
    const answer = await number(index, mine.signal);
    show("number-error", null);
    showNumber(Number(index), answer);
  } catch (problem) {
    if (problem.name === "AbortError") {
      return;
    }
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    byId("answer").hidden = true;
    show("number-error", problem.message);
  }
  byId("result").setAttribute("aria-busy", "false");
}

function showNumber(index, answer) {
  digits = answer.digits;
  const count = digits.replace("-", "").length;
  byId("name").textContent = named(index);
  byId("digits").textContent = counted(count);
  byId("value").replaceChildren(...parts(digits));
  byId("value").className = `value${count > 32 ? " long" : ""}${count > 160 ? " huge" : ""}`;
  byId("timing").textContent =
    `Answered in ${time(answer.milliseconds)}` +
    (answer.server === null ? "" : `, of which the service took ${time(answer.server)}`);
  byId("copy").textContent = "Copy";
  offerDownload(index);
  byId("answer").hidden = false;
  drawSpiral(index);
  drawGrowth(index, count);
}

function offerDownload(index) {
  const link = byId("download");
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([digits], { type: "text/plain" }));
  link.download = `fibonacci-${index}.txt`;
}

/** The digits in groups of three; of very many, the first and the last. */
function parts(text) {
  if (text.length <= SHOWN_WHOLE) {
    return groups(text);
  }
  const hidden = text.length - 2 * SHOWN_END;
  return [
    ...groups(text.slice(0, SHOWN_END)),
    element("span", { class: "left-out" }, `… ${counted(hidden)} left out here …`),
    ...groups(text.slice(-SHOWN_END)),
  ];
}

function groups(text) {
  return text
    .replace(/(?<=[0-9])(?=(?:[0-9]{3})+$)/g, " ")
    .split(" ")
    .flatMap((group) => [element("span", {}, group), element("wbr")]);
}

async function copy() {
  try {
    await navigator.clipboard.writeText(digits);
    byId("copy").textContent = "Copied";
  } catch {
    byId("copy").textContent = "Not copied";
  }
}
