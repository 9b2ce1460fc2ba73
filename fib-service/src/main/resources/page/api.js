// The service's HTTP interface. What goes wrong is thrown as a Problem, in words for the user.

/** What was wrong with a request; `status` is 0 when no answer came. */
export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** Sends a request to a path below the page, wherever the page is. */
async function request(path, options) {
  const url = new URL(path, document.baseURI);
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Problem(0, "The service cannot be reached. Check your connection and try again.");
  }
  if (!response.ok) {
    throw new Problem(response.status, await words(response));
  }
  return response;
}

/** The detail of a problem (RFC 9457) as a sentence. */
async function words(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/problem+json")) {
    const { detail } = await response.json();
    return detail.charAt(0).toUpperCase() + detail.slice(1) + ".";
  }
  return `The service answered with status ${response.status}. Try again in a moment.`;
}

export async function settings() {
  return (await request("page/settings")).json();
}

/** F(index): its digits as text, and how long that took, in milliseconds. */
export async function number(index, signal) {
  const started = performance.now();
  const response = await request(`fibonacci/${encodeURIComponent(index)}`, {
    headers: { Accept: "text/plain" },
    signal,
  });
  const digits = await response.text();
  const server = /(?:^|,)\s*[^,]*;dur=([0-9.]+)/.exec(response.headers.get("Server-Timing") ?? "");
  return {
    digits,
    milliseconds: performance.now() - started,
    server: server ? Number(server[1]) : null,
  };
}

/** Where the user's sequence stands: the index of the next number. */
export async function position() {
  return (await (await request("sequence")).json()).next;
}

/** The next numbers of the sequence; the same key gets the same numbers. */
export async function take(count, key) {
  const response = await request(`sequence/next?count=${encodeURIComponent(count)}`, {
    method: "POST",
    headers: { "Idempotency-Key": key },
  });
  return response.json();
}

export async function restart() {
  await request("sequence", { method: "DELETE" });
}

/** Signs out here; the answer is where to go to sign out at the issuer, too. */
export async function signOut() {
  return (await (await request("sign-out", { method: "POST" })).json()).next;
}
