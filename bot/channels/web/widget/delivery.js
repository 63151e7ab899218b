// Takes messages to the server, one after another: none is lost, none is sent twice.
//
// Every message has a key of its own (the Idempotency-Key header): the server answers a message that it has seen
// before with the reply that it gave then. So whatever goes wrong on the way, sending it again is safe.

const PATIENCE = 20_000; // milliseconds until an answer counts as lost
const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds between two attempts

class Delivery extends EventTarget {
  #base;
  #place;
  #history;
  #going = false;
  #wake = () => {};
  #round = 0;

  /** Events: reply {messages}, refused {message, words}, waiting {kind, words}. */
  constructor(base, place, history) {
    super();
    this.#base = base;
    this.#place = place;
    this.#history = history;
    addEventListener("online", () => this.hurry());
  }

  /** Takes `{text}` or `{choice}` and what the patient sees of it. */
  send(what, words) {
    this.#history.waiting.push({ key: newKey(), what, words });
    this.#history.keep();
    this.go();
  }

  /** Sends what waits. */
  async go() {
    if (this.#going) return;
    this.#going = true;
    const round = this.#round;
    for (let failures = 0; this.#history.waiting.length && round === this.#round; ) {
      const message = this.#history.waiting[0];
      const outcome = await this.#attempt(message);
      if (round !== this.#round) break;
      if (outcome.later) {
        failures += 1;
        this.#say("waiting", { kind: outcome.later, words: outcome.words, failures });
        await this.#pause(outcome.seconds || PAUSES[Math.min(failures, PAUSES.length) - 1]);
        continue;
      }
      failures = 0;
      this.#history.waiting.shift();
      if (outcome.messages) this.#history.token = outcome.token;
      this.#say(outcome.messages ? "reply" : "refused", { ...outcome, message });
    }
    if (round === this.#round) this.#going = false;
  }

  /** Tries again now instead of later. */
  hurry() {
    this.#wake();
  }

  /** Forgets what waits: answers that are still on their way are not shown. */
  stop() {
    this.#round += 1;
    this.#going = false;
    this.#wake();
  }

  /** Tells whether an answer helped; it does not matter if it gets lost. */
  feedback(topic, helpful) {
    const body = { conversation: this.#history.token, topic, helpful };
    this.#post("api/feedback", body).catch(() => {});
  }

  async #attempt({ key, what }) {
    const { token } = this.#history;
    try {
      const body = { ...what, ...this.#place, ...(token && { conversation: token }) };
      const response = await this.#post("api/messages", body, { "Idempotency-Key": key });
      const answer = await response.json().catch(() => ({}));
      if (response.ok && answer.messages) return { messages: answer.messages, token: answer.conversation };
      const words = answer.error?.message || "";
      const busy = response.ok || response.status === 429 || response.status >= 500;
      if (!busy) return { words };
      return { later: "unreachable", words, seconds: Math.min(Number(response.headers.get("Retry-After")), 60) };
    } catch {
      return { later: navigator.onLine ? "unreachable" : "offline", words: "" };
    }
  }

  #post(path, body, headers = {}) {
    return fetch(this.#base + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
  }

  async #pause(seconds) {
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => {};
  }

  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** 128 random bits as a UUID; `crypto.randomUUID` is there on https only. */
function newKey() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("").replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, "$1-$2-4$3-8$4-$5");
}
