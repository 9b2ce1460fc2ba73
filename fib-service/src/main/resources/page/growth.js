// How the digits grow: by log10 of the golden ratio a step, so ten steps add about two.
import { byId, counted, named, svg, whole } from "./view.js";

const DIGITS_PER_STEP = Math.log10((1 + Math.sqrt(5)) / 2);
const LOG10_ROOT5 = Math.log10(5) / 2;
const WIDTH = 340;
const HEIGHT = 320;
const LEFT = 12;
const RIGHT = 12;
const TOP = 26;
const BOTTOM = 28;
const UNASKED = 60;

/** How many digits F(n) has (Binet's formula; exact enough to draw). */
function digitsOf(n) {
  return n < 2 ? 1 : Math.floor(n * DIGITS_PER_STEP - LOG10_ROOT5) + 1;
}

export function drawGrowth(index, digits) {
  const n = index === null ? null : Math.abs(index);
  const last = n === null ? UNASKED : rounded(Math.max(n * 1.25, 20));
  const most = digitsOf(last);
  const x = (i) => LEFT + (i / last) * (WIDTH - LEFT - RIGHT);
  const y = (d) => HEIGHT - BOTTOM - (d / most) * (HEIGHT - TOP - BOTTOM);
  const drawing = svg(
    "svg",
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: "img",
      "aria-label": "Digits of Fibonacci numbers by index",
    },
    svg("path", { class: "axis", d: `M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}` }),
    label(LEFT, TOP - 10, `${whole(most)} digits`, "start"),
    label(LEFT, HEIGHT - 10, "F(0)", "start"),
    label(WIDTH - RIGHT, HEIGHT - 10, named(last), "end"),
    svg("path", { class: "curve", pathLength: 1, "stroke-width": 2.5, d: stairs(last, x, y) }),
  );
  if (n !== null) {
    drawing.append(...mark(x(n), y(digits), counted(digits)));
  }
  byId("growth").replaceChildren(drawing);
  byId("growth-caption").textContent = "Each step adds 0.209 digits: ten steps, two more.";
}

/** A step wherever a digit is added; a line where the steps are too small to see. */
function stairs(last, x, y) {
  if (last > 300) {
    return `M${x(0)} ${y(0)}L${x(last)} ${y(last * DIGITS_PER_STEP)}`;
  }
  let path = `M${x(0)} ${y(1)}`;
  for (let i = 1; i <= last; i++) {
    path += `H${x(i)}V${y(digitsOf(i))}`;
  }
  return path;
}

function mark(x, y, text) {
  const toTheLeft = x > WIDTH / 2;
  return [
    svg("path", { class: "guide", d: `M${x} ${HEIGHT - BOTTOM}V${y}` }),
    svg("circle", { class: "dot", cx: x, cy: y, r: 6 }),
    label(x + (toTheLeft ? -10 : 10), y - 9, text, toTheLeft ? "end" : "start", "here"),
  ];
}

function label(x, y, text, anchor, kind = "") {
  return svg("text", { x, y, "text-anchor": anchor, "font-size": 13, class: kind }, text);
}

/** The next number of the form 1, 2, 2.5 or 5 times a power of ten. */
function rounded(number) {
  const power = 10 ** Math.floor(Math.log10(number));
  return power * [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10].find((step) => step * power >= number);
}
