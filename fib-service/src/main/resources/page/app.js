// Puts the page together: what the service has switched on decides what is shown.
import { settings, Problem } from "./api.js";
import { showAccount, showSignInFailure } from "./account.js";
import { startNumbers } from "./number.js";
import { startSequence } from "./sequence.js";
import { byId, show, whole } from "./view.js";

byId("curl").textContent = `curl ${new URL("fibonacci/100", document.baseURI)}`;
showSignInFailure();

try {
  const on = await settings();
  byId("bounds").textContent = `From −${whole(on.maxIndex)} to ${whole(on.maxIndex)}.`;
  showAccount(on.signOn);
  startNumbers();
  startSequence(on);
} catch (problem) {
  if (!(problem instanceof Problem)) {
    throw problem;
  }
  startNumbers();
  show("notice", problem.message);
}
