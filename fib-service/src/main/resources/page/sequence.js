// The user's own sequence: each number is given out once, in order, on whatever device.
import { position, Problem, restart, take } from "./api.js";
import { signInLink } from "./account.js";
import { byId, counted, element, named, show, whole } from "./view.js";

const SHOWN = 60;
const KEPT = 200;

let unanswered = null;
let maxCount = 1;

export function startSequence(on) {
  maxCount = on.maxCount;
  if (!on.sequences) {
    byId("position").textContent = "This service has no database, so it keeps no sequences.";
    return;
  }
  if (on.signOn && !on.signOn.anonymous && !on.signOn.user) {
    askToSignIn(on.signOn);
    return;
  }
  byId("takes").hidden = false;
  byId("next").addEventListener("click", () => attempt(() => more(1)));
  byId("take").addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(takeSeveral);
  });
  byId("restart").addEventListener("click", () => byId("sure").showModal());
  byId("sure").addEventListener("close", () => {
    if (byId("sure").returnValue === "restart") {
      attempt(startOver);
    }
    byId("sure").returnValue = "";
  });
  attempt(async () => showPosition(await position()));
}

function askToSignIn(signOn) {
  byId("position").replaceChildren(
    "Sign in to have a sequence that follows you to all your devices. ",
    ...(signOn.signIn ? [signInLink("Sign in")] : []),
  );
}

/** One thing at a time; what goes wrong is said below. */
async function attempt(action) {
  const buttons = [...byId("takes").querySelectorAll("button")];
  buttons.forEach((button) => (button.disabled = true));
  const focused = document.activeElement;
  try {
    await action();
    show("sequence-error", null);
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    show("sequence-error", problem.message);
  } finally {
    buttons.forEach((button) => (button.disabled = false));
    if (buttons.includes(focused)) {
      focused.focus();
    }
  }
}

async function takeSeveral() {
  const count = byId("count").value.trim();
  if (!/^[0-9]+$/.test(count) || Number(count) < 1 || Number(count) > maxCount) {
    throw new Problem(0, `Write how many: a number from 1 to ${whole(maxCount)}.`);
  }
  await more(Number(count));
}

/** When no answer came, the next attempt repeats the same request: no number is lost. */
async function more(count) {
  if (unanswered?.count !== count) {
    unanswered = { count, key: randomKey() };
  }
  try {
    const { from, values } = await take(count, unanswered.key);
    unanswered = null;
    showTaken(from, values);
  } catch (problem) {
    if (problem.status >= 400 && problem.status < 500) {
      unanswered = null;
    }
    throw problem;
  }
}

function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

async function startOver() {
  await restart();
  byId("history").replaceChildren();
  byId("no-history").hidden = false;
  showPosition(0);
}

function showTaken(from, values) {
  const history = byId("history");
  history.querySelectorAll(".new").forEach((entry) => entry.classList.remove("new"));
  const entries = values.map((value, i) => entry(from + i, value));
  history.prepend(...entries.toReversed());
  while (history.childElementCount > KEPT) {
    history.lastElementChild.remove();
  }
  history.scrollTop = 0;
  byId("no-history").hidden = true;
  showPosition(from + values.length);
}

function entry(index, value) {
  const link = element("a", { href: `#${index}` }, named(index));
  return element("li", { class: "new" }, link, element("span", { class: "digits" }, short(value)));
}

function short(value) {
  return value.length <= SHOWN
    ? value
    : `${value.slice(0, SHOWN / 2 - 5)}… (${counted(value.length)})`;
}

function showPosition(next) {
  byId("position").textContent =
    next === 0
      ? "It begins with F(0). Each number is given out once, in order."
      : `You have taken ${next === 1 ? "one number" : `${whole(next)} numbers`}. Next comes ${named(next)}.`;
}
