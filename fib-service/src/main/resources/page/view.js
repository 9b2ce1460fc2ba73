// Small things that all parts of the page use.

export const byId = (id) => document.getElementById(id);

/** A new element with attributes and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** A new element of a drawing. */
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Shows a message in a place, or hides the place. */
export function show(id, message) {
  byId(id).textContent = message ?? "";
  byId(id).hidden = !message;
}

/** A whole number with separators: 1,000,000. */
export const whole = (number) => new Intl.NumberFormat("en").format(number);

/** F(−7), with a real minus. */
export const named = (index) => `F(${whole(index).replace("-", "−")})`;

/** A time in words: 0.4 ms, 12 ms, 1.3 s. */
export function time(milliseconds) {
  if (milliseconds >= 1000) {
    return `${(milliseconds / 1000).toFixed(1)} s`;
  }
  return `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
}

/** How many digits there are, in words. */
export const counted = (digits) => (digits === 1 ? "1 digit" : `${whole(digits)} digits`);
