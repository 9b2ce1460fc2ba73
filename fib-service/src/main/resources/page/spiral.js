// The golden spiral: a quarter of a circle in each of the squares whose sides are F(1), F(2) …
import { byId, named, svg } from "./view.js";

const MOST = 12;
const FEWEST = 2;
const UNASKED = 10;

/** Draws as many squares as the index says, as far as they can be seen. */
export function drawSpiral(index) {
  const count = index === null ? UNASKED : Math.min(Math.max(Math.abs(index), FEWEST), MOST);
  const squares = tile(count);
  const { x, y, width, height } = bounds(squares);
  const drawing = svg("svg", {
    viewBox: `${x} ${y} ${width} ${height}`,
    role: "img",
    "aria-label": `A golden spiral through ${count} squares`,
  });
  squares.forEach((square, i) => drawing.append(...drawSquare(square, i, count, width)));
  const line = { class: "curve", pathLength: 1, "stroke-width": width / 200, d: curve(squares) };
  drawing.append(svg("path", line));
  byId("spiral").replaceChildren(drawing);
  byId("spiral-caption").textContent =
    `Squares with sides F(1) to ${named(count)}, and the spiral through them.`;
}

/** Squares set to the right of, above, left of and below what is there, in turn. */
function tile(count) {
  let [left, top, right, bottom] = [0, 0, 1, 1];
  const squares = [{ x: 0, y: 0, side: 1, to: 3 }];
  for (let i = 1; i < count; i++) {
    const to = (i - 1) % 4;
    const side = to % 2 === 0 ? bottom - top : right - left;
    if (to === 0) {
      squares.push({ x: right, y: top, side, to });
      right += side;
    } else if (to === 1) {
      squares.push({ x: left, y: top - side, side, to });
      top -= side;
    } else if (to === 2) {
      squares.push({ x: left - side, y: top, side, to });
      left -= side;
    } else {
      squares.push({ x: left, y: bottom, side, to });
      bottom += side;
    }
  }
  return right - left >= bottom - top ? squares : squares.map(mirrored);
}

/** Across the diagonal, so that the whole is always wider than high. */
const mirrored = (square) => ({ ...square, x: square.y, y: square.x, mirrored: true });

function bounds(squares) {
  const x = Math.min(...squares.map((square) => square.x));
  const y = Math.min(...squares.map((square) => square.y));
  const width = Math.max(...squares.map((square) => square.x + square.side)) - x;
  const height = Math.max(...squares.map((square) => square.y + square.side)) - y;
  const margin = width / 100;
  return {
    x: x - margin,
    y: y - margin,
    width: width + 2 * margin,
    height: height + 2 * margin,
  };
}

function drawSquare({ x, y, side }, i, count, width) {
  const kind = i === count - 1 ? " last" : i % 2 ? " odd" : "";
  const square = svg("rect", { class: `square${kind}`, x, y, width: side, height: side });
  if (side < width / 30) {
    return [square];
  }
  const size = Math.min(side / 3, width / 22);
  const text = svg(
    "text",
    { class: "side", x: x + side / 2, y: y + side / 2, "font-size": size },
    String(side),
  );
  return [square, text];
}

/** One arc per square; each begins where the last one ended. */
function curve(squares) {
  const sweep = squares[0].mirrored ? 1 : 0;
  const arcs = squares.map((square) => {
    const [x, y] = end(square);
    return `A${square.side} ${square.side} 0 0 ${sweep} ${x} ${y}`;
  });
  return `M${squares[0].x} ${squares[0].y}${arcs.join("")}`;
}

/** The corner where the arc leaves a square. */
function end({ x, y, side, to, mirrored }) {
  const corner = [
    [1, 0],
    [0, 0],
    [0, 1],
    [1, 1],
  ][to];
  const [across, down] = mirrored ? corner.toReversed() : corner;
  return [x + across * side, y + down * side];
}
