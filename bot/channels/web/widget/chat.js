// The chat: what is said, what can be chosen, and where to type. It stands in a dialog or in the page itself.

const TYPING_SHOWS_AFTER = 400; // milliseconds
const SLOW_AFTER = 6_000; // milliseconds
const COUNT_FROM = 100; // characters left
const SAFEGUARDING = "safeguarding";
const DELETED = "delete-what-i-said";

class Chat {
  #base;
  #place;
  #facts;
  #texts = ENGLISH;
  #history;
  #delivery;
  #timers = [];
  #parts = {};
  #draft = "";

  /**
   * @param base the address of the assistant, with a slash at its end
   * @param place {practice} or {network}: whose page this is, as an ODS code
   * @param root what the chat is drawn in
   * @param close what the button "Close" does; none where the chat cannot be closed
   */
  constructor(base, place, root, close) {
    this.#base = base;
    this.#place = place;
    this.root = root;
    this.close = close;
    this.#history = new History(place);
    this.#delivery = new Delivery(base, place, this.#history);
    this.#delivery.addEventListener("reply", ({ detail }) => this.#replied(detail.messages));
    this.#delivery.addEventListener("refused", ({ detail }) => this.#refused(detail));
    this.#delivery.addEventListener("waiting", ({ detail }) => this.#trouble(detail));
    this.#draw();
    if (this.#history.waiting.length) {
      this.#delivery.go();
      this.#wait();
    }
  }

  /** Asks the server what to show; until it has answered, the chat says so and what to do in an emergency. */
  async load(language = this.#history.language || "en") {
    try {
      const query = new URLSearchParams({ ...this.#place, language });
      const response = await fetch(`${this.#base}api/widget?${query}`, {
        credentials: "omit",
        signal: AbortSignal.timeout(PATIENCE),
      });
      if (!response.ok) throw new Error(String(response.status));
      this.#facts = await response.json();
    } catch {
      this.#status(this.#texts.not_opened, () => this.load(language));
      return false;
    }
    this.#texts = this.#facts.texts;
    this.#history.language = language;
    this.#history.keep();
    const hadFocus = this.root.contains(this.root.getRootNode().activeElement);
    this.#draw();
    if (hadFocus) this.focus();
    return true;
  }

  /** Puts the cursor where a question is typed. */
  focus() {
    this.#parts.text.focus();
  }

  /** Closes what is open inside the chat; false where nothing was. */
  escape() {
    if (this.#parts.menu.hidden) return false;
    this.#toggleMenu(false);
    this.#parts.options.focus();
    return true;
  }

  // Drawing

  #draw() {
    const texts = this.#texts;
    const spoken = this.#facts?.language || { language: "en-GB", direction: "ltr" };
    this.root.setAttribute("lang", spoken.language);
    this.root.setAttribute("dir", spoken.direction);
    this.#draft = this.#parts.text?.value || this.#draft;
    const parts = (this.#parts = {
      log: make("div", { role: "log", "aria-labelledby": "conversation", class: "log" }),
      after: make("div", { role: "group", "aria-label": texts.next, class: "after", tabindex: "-1" }),
      status: make("p", { role: "status", class: "status" }),
      help: make("div", { class: "help" }),
      error: make("p", { id: "error", class: "error" }),
      left: make("p", { id: "left", class: "hint" }),
      leaving: make("div", { class: "leaving" }),
      menu: this.#menu(),
      options: make("button", { type: "button", class: "plain", "aria-expanded": "false", "aria-controls": "menu", click: () => this.#toggleMenu() }, texts.options),
    });
    parts.writing = make("p", { class: "writing", "aria-hidden": "true", hidden: true }, fill(texts.writing, texts), make("span", { class: "dots" }));
    parts.text = make("textarea", { id: "text", rows: "2", "aria-describedby": "hint error left", autocomplete: "off", enterkeyhint: "send", keydown: (event) => this.#key(event), input: () => this.#typed() });
    parts.text.value = this.#draft;
    parts.send = make("button", { class: "send" }, texts.send);
    parts.scroller = make(
      "div",
      { class: "scroller", role: "region", "aria-labelledby": "conversation", tabindex: "0" },
      make("h3", { id: "conversation", class: "unseen" }, texts.conversation),
      this.#greeting(),
      parts.log,
      parts.writing,
      parts.after,
    );
    parts.log.append(...this.#history.turns.map((turn) => this.#turn(turn))); // before it is on the page: nothing is read out
    this.root.replaceChildren(
      make(
        "div",
        { class: "top" },
        this.#logo(),
        make("div", { class: "who-is-this" }, make("h2", { id: "name" }, texts.name), this.#facts?.place && make("p", {}, this.#facts.place)),
        parts.options,
        this.close && make("button", { type: "button", class: "plain", click: () => this.close() }, texts.close),
      ),
      make("p", { class: "emergency" }, ...spans(texts.emergency)),
      parts.leaving,
      parts.menu,
      parts.scroller,
      make("div", { class: "trouble" }, parts.status, parts.help),
      make(
        "form",
        { class: "ask", novalidate: true, submit: (event) => this.#submit(event) },
        make("label", { for: "text" }, texts.label),
        make("p", { id: "hint", class: "hint" }, texts.hint),
        parts.error,
        make("div", { class: "row" }, parts.text, parts.send),
        parts.left,
      ),
    );
    this.#offer();
  }

  #logo() {
    const logo = this.#facts?.theme?.logo;
    return logo && make("img", { class: "logo", src: new URL(logo.url, this.#base).href, alt: logo.alt });
  }

  #greeting() {
    const texts = this.#texts;
    const translated = texts !== ENGLISH && this.#facts.language.code !== "en";
    const lines = [texts.intro, texts.no_advice, ...(translated ? [texts.answers_in_english, texts.interpreter] : [])];
    return make("div", { class: "greeting" }, ...lines.map((line) => make("p", {}, line)));
  }

  #menu() {
    const texts = this.#texts;
    const languages = this.#facts?.languages || [];
    const choose = make("select", { id: "language", change: (event) => this.#speak(event.target.value) });
    for (const { code, name, language } of languages) {
      choose.append(make("option", { value: code, lang: language, selected: code === this.#facts.language.code }, name));
    }
    const action = (words, act) => make("button", { type: "button", click: () => act.call(this) }, words);
    return make(
      "div",
      { id: "menu", class: "menu", hidden: true },
      languages.length > 1 && make("div", { class: "language" }, make("label", { for: "language" }, texts.language), choose),
      action(texts.start_again, this.#startAgain),
      action(texts.copy, this.#copy),
      action(texts.print, this.#print),
      action(texts.download, this.#download),
      make("a", { href: `${this.#base}accessibility`, lang: "en-GB" }, ENGLISH.accessibility),
    );
  }

  #turn({ who, text, links = [], checked }) {
    const texts = this.#texts;
    const newTab = window.top === window ? "" : texts.new_tab;
    const said = make("div", { class: "said", ...(who !== "you" && { lang: "en-GB", dir: "ltr" }), ...(who === "you" && { dir: "auto" }) }, ...blocks(text, newTab));
    if (links.length) {
      said.append(make("p", { class: "links" }, ENGLISH.links), make("ul", {}, ...links.map(({ text, url }) => make("li", {}, link(url, text, newTab)))));
    }
    if (checked) said.append(make("p", { class: "hint" }, fill(ENGLISH.checked, { date: day(checked) })));
    return make("div", { class: `turn ${who}` }, make("h3", {}, who === "you" ? texts.you : texts.name), said);
  }

  /** What can be chosen now: the newest answer's buttons, or at the beginning the first screen's questions. */
  #offer() {
    const texts = this.#texts;
    const { turns, waiting } = this.#history;
    const newest = turns.at(-1);
    const shown = [];
    if (!turns.length) {
      for (const { title, choices } of this.#facts?.shelves || []) {
        shown.push(make("h3", { lang: "en-GB" }, title), this.#choices(choices));
      }
      if (shown.length) shown.unshift(make("h3", {}, texts.suggestions));
    } else if (newest.who !== "you" && !waiting.length) {
      if (newest.choices?.length) shown.push(this.#choices(newest.choices));
      if (newest.checked && !this.#facts?.no_feedback?.includes(newest.topic) && !newest.rated) shown.push(this.#feedback(newest));
    }
    this.#parts.after.replaceChildren(...shown);
    const leaving = turns.some(({ topic }) => topic === SAFEGUARDING);
    if (leaving !== this.#parts.leaving.hasChildNodes()) this.#parts.leaving.replaceChildren(...(leaving ? this.#leave() : []));
  }

  #choices(choices) {
    const buttons = choices.map(({ id, title }) =>
      make("li", {}, make("button", { type: "button", lang: "en-GB", dir: "ltr", click: () => this.#choose(id, title) }, title)),
    );
    return make("ul", { class: "choices", role: "list" }, ...buttons);
  }

  #feedback(turn) {
    const texts = this.#texts;
    const thanks = make("p", { tabindex: "-1" }, texts.helpful);
    const rate = (helpful) => {
      turn.rated = true;
      this.#delivery.feedback(turn.topic, helpful);
      this.#history.keep();
      thanks.textContent = texts.thanks;
      thanks.focus();
      for (const button of box.querySelectorAll("button")) button.remove();
    };
    const box = make(
      "div",
      { class: "feedback", role: "group", "aria-label": texts.helpful },
      thanks,
      make("button", { type: "button", click: () => rate(true) }, texts.helpful_yes),
      make("button", { type: "button", click: () => rate(false) }, texts.helpful_no),
    );
    return box;
  }

  #leave() {
    const { leave, leave_hint } = this.#texts;
    const button = make("button", { type: "button", class: "leave", "aria-describedby": "leave-hint", click: () => this.#exit() }, leave);
    return [button, make("p", { id: "leave-hint", class: "hint" }, leave_hint)];
  }

  // What the patient does

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit(event);
  }

  #typed() {
    const left = this.#limit - this.#parts.text.value.length;
    this.#parts.left.textContent = left <= COUNT_FROM ? fill(this.#texts.left, { number: left }) : "";
    if (this.#parts.error.textContent && left >= 0) this.#wrong("");
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#parts.text.value.trim();
    if (!text) return this.#history.waiting.length || this.#wrong(this.#texts.empty);
    if (text.length > this.#limit) return this.#wrong(fill(this.#texts.too_long, { limit: this.#limit }));
    this.#parts.text.value = "";
    this.#typed();
    this.#wrong("");
    this.#say({ text }, text);
  }

  /** A button answers once: until the reply is there it stays, keeps the focus, and does nothing more. */
  #choose(id, title) {
    if (!this.#history.waiting.length) this.#say({ choice: id }, title);
  }

  #say(what, words) {
    this.#add([{ who: "you", text: words }]);
    this.#delivery.send(what, words);
    this.#wait();
  }

  #speak(language) {
    this.load(language).then((changed) => {
      if (!changed) return;
      this.#toggleMenu(true);
      this.root.querySelector("#language").focus();
    });
  }

  #startAgain() {
    this.#delivery.stop();
    this.#history.forget();
    this.#draft = this.#parts.text.value = "";
    this.#draw();
    this.focus();
    this.#status(this.#texts.started_again);
  }

  async #copy() {
    const copied = await copy(this.#asText());
    this.#status(copied ? this.#texts.copied : this.#texts.not_copied);
  }

  #download() {
    download(this.#asText(), `${this.#texts.conversation.toLowerCase()}.txt`);
  }

  #print() {
    const turns = this.#history.turns.map((turn) => this.#turn(turn));
    printOut(this.root, ENGLISH.title, [make("h1", {}, this.#title), ...turns, make("p", {}, ENGLISH.emergency)]);
  }

  /** Leaves at once: nothing stays on the screen, in the tab's memory, or behind the browser's button "Back". */
  #exit() {
    this.#delivery.stop();
    this.#history.forget();
    this.root.replaceChildren();
    document.documentElement.style.setProperty("display", "none", "important");
    try {
      window.top.location.replace(LEAVE_TO);
    } catch {
      window.location.replace(LEAVE_TO); // in a frame that may not leave the page around it
    }
  }

  // What comes back

  /** Says that an answer is on its way, if it takes so long that a patient wonders. */
  #wait() {
    this.#timers.forEach(clearTimeout);
    for (const button of this.#parts.after.querySelectorAll(".choices button")) button.setAttribute("aria-disabled", "true");
    this.#timers = [
      setTimeout(() => {
        this.#parts.writing.hidden = false;
        this.#reveal(this.#parts.writing);
      }, TYPING_SHOWS_AFTER),
      setTimeout(() => this.#status(this.#texts.slow), SLOW_AFTER),
    ];
  }

  #settle() {
    this.#timers.forEach(clearTimeout);
    this.#parts.writing.hidden = true;
    this.#status("");
    if (this.#history.waiting.length) this.#wait();
  }

  #replied(messages) {
    this.#settle();
    // What was said stays to be seen, as the reply says, and nowhere else.
    if (messages.some(({ topic }) => topic === DELETED)) this.#history.turns = [];
    const chose = this.#parts.after.contains(this.root.getRootNode().activeElement);
    this.#add(messages.map((message) => ({ who: "name", ...message })));
    if (chose) this.#parts.after.focus({ preventScroll: true });
  }

  #refused({ words, message }) {
    this.#settle();
    const { turns } = this.#history;
    const index = turns.findLastIndex(({ who, text }) => who === "you" && text === message.words);
    if (index >= 0) turns.splice(index, 1);
    this.#history.keep();
    this.#draft = "";
    if (message.what.text && !this.#parts.text.value) this.#parts.text.value = message.words;
    this.#draw();
    this.#wrong(words || this.#texts.refused);
  }

  #trouble({ kind, words }) {
    this.#timers.forEach(clearTimeout);
    this.#parts.writing.hidden = true;
    this.#status(words || this.#texts[kind], () => this.#delivery.hurry());
  }

  #add(turns) {
    this.#history.turns.push(...turns);
    this.#history.keep();
    const added = turns.map((turn) => this.#turn(turn));
    this.#parts.log.querySelector(".unseen")?.remove(); // those choices are gone
    const number = turns.at(-1).choices?.length;
    if (number) added.at(-1).append(make("p", { class: "unseen" }, fill(this.#texts.choices_follow, { number })));
    this.#parts.log.append(...added);
    const question = added[0].previousElementSibling;
    if (turns[0].who === "you") this.#reveal(added[0]);
    else {
      this.#offer();
      this.#reveal(question?.matches(".you") ? question : added[0]);
    }
  }

  /** A line where things are said that are no answers; with `again`, a button and another way to get help. */
  #status(words, again) {
    const { contact } = this.#facts || {};
    const way = contact?.telephone ? fill(this.#texts.contact, contact) : this.#texts.contact_anybody;
    if (this.#parts.status.textContent !== words) this.#parts.status.textContent = words;
    if (!again) this.#parts.help.replaceChildren();
    else if (!this.#parts.help.firstChild) {
      this.#parts.help.append(make("p", {}, ...spans(way)), make("button", { type: "button", click: again }, this.#texts.try_now));
    }
  }

  /** Says at the box what is wrong with what was typed there. */
  #wrong(words) {
    this.#parts.error.textContent = words;
    this.#parts.text[words ? "setAttribute" : "removeAttribute"]("aria-invalid", "true");
    if (words) this.focus();
  }

  /** Scrolls so that an element can be read from its beginning; the page around the chat stays where it is. */
  #reveal(element) {
    const { scroller } = this.#parts;
    if (scroller.scrollHeight > scroller.clientHeight && getComputedStyle(scroller).overflowY !== "visible") {
      scroller.scrollTop += element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8;
    } else element.scrollIntoView({ block: "nearest" });
  }

  #toggleMenu(open = this.#parts.menu.hidden) {
    this.#parts.menu.hidden = !open;
    this.#parts.options.setAttribute("aria-expanded", String(open));
  }

  get #limit() {
    return this.#facts?.limits?.message_limit || 500;
  }

  get #title() {
    return [ENGLISH.name, this.#facts?.place].filter(Boolean).join(", ");
  }

  #asText() {
    return transcript(this.#history.turns, ENGLISH, this.#title);
  }
}

/** A date such as 2026-11-21 as people write it. */
function day(iso) {
  return new Date(`${iso}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}
