// Signing in and out, where the service has sign-on.
import { Problem, signOut } from "./api.js";
import { byId, element, show } from "./view.js";

const FAILURES = {
  insecure: "Signing in needs a page that came by https.",
  unavailable: "The sign-in service does not answer. Try again in a moment.",
  refused: "You were not signed in. Try again, or sign in as someone else.",
  expired: "That took too long, or the page was reloaded on the way. Sign in again.",
};

export const signInLink = (text) => element("a", { href: "sign-in" }, text);

export function showAccount(signOn) {
  if (signOn?.user) {
    const button = element("button", { type: "button" }, "Sign out");
    button.addEventListener("click", leave);
    byId("account").replaceChildren(element("span", { class: "user" }, signOn.user), button);
  } else if (signOn?.signIn) {
    const link = signInLink("Sign in");
    link.className = "button";
    byId("account").replaceChildren(link);
  }
}

async function leave() {
  try {
    location.assign(await signOut());
  } catch (problem) {
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    show("notice", problem.message);
  }
}

/** Says why a sign-in failed, once: a reload forgets it. */
export function showSignInFailure() {
  const address = new URL(location);
  const failure = address.searchParams.get("sign-in");
  if (failure !== null) {
    show("notice", FAILURES[failure] ?? FAILURES.refused);
    address.searchParams.delete("sign-in");
    history.replaceState(null, "", address);
  }
}
