// What the tab remembers: nothing before the first message, everything until the tab is closed or the patient clears it.

class History {
  #key;

  constructor(place) {
    this.#key = `pcn-assistant:${place.practice || place.network || ""}`;
    this.#begin();
    try {
      Object.assign(this, JSON.parse(sessionStorage.getItem(this.#key)));
    } catch {
      // A browser that keeps nothing, or something that is not ours: the chat lives as long as the page.
    }
  }

  /** Called after every change; keeps nothing as long as nothing was said. */
  keep() {
    if (!this.turns.length) return;
    try {
      const { token, language, turns, waiting } = this;
      sessionStorage.setItem(this.#key, JSON.stringify({ token, language, turns, waiting }));
    } catch {
      // As above.
    }
  }

  /** Clears what was said, here and in the browser; the language stays for as long as the page. */
  forget() {
    this.#begin();
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // As above.
    }
  }

  #begin() {
    this.token = null;
    this.turns = [];
    this.waiting = [];
  }
}
