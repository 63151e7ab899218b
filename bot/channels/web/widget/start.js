// Finds its own script tag and puts the chat on the page: behind a button, or into the element that the tag names.

const NAME = "pcn-assistant";
const SCRIPT = document.currentScript || document.querySelector('script[src$="/widget.js"]');
const BASE = new URL(".", SCRIPT.src).href;

class Assistant extends HTMLElement {
  #place = {};
  #root = make("div", { class: "root" });

  connectedCallback() {
    if (this.shadowRoot) return;
    for (const name of ["practice", "network"]) {
      if (this.dataset[name]) this.#place[name] = this.dataset[name];
    }
    this.attachShadow({ mode: "open" }).append(this.#root);
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    this.shadowRoot.adoptedStyleSheets = [style];
    this.#colour(THEME);
    if (this.dataset.in) this.#inThePage();
    else this.#behindAButton();
  }

  /** The page's own styles cannot reach this element: they would lose against these, and the rest is in its shadow. */
  #alone(styles) {
    for (const [name, value] of Object.entries(styles)) this.style.setProperty(name, value, "important");
  }

  #colour(theme) {
    for (const [name, value] of Object.entries(theme)) this.#root.style.setProperty(`--${name}`, value);
  }

  #inThePage() {
    this.#alone({ display: "block" });
    const panel = make("section", { class: `panel in-page${"ownPage" in this.dataset ? " own-page" : ""}`, "aria-labelledby": "name" });
    this.#root.append(panel);
    const chat = new Chat(BASE, this.#place, panel);
    panel.addEventListener("keydown", (event) => event.key === "Escape" && chat.escape());
    chat.load(this.dataset.language);
  }

  #behindAButton() {
    this.#alone({ all: "initial", position: "fixed" });
    const dialog = make("dialog", { class: "panel", "aria-labelledby": "name" });
    const button = make("button", { type: "button", class: "launcher", "aria-haspopup": "dialog" }, ENGLISH.launcher);
    this.#root.append(button, dialog);
    let chat;
    let loaded = false;
    const open = async () => {
      chat ||= new Chat(BASE, this.#place, dialog, () => dialog.close());
      dialog.showModal();
      button.hidden = true;
      chat.focus();
      loaded ||= await chat.load(this.dataset.language);
    };
    button.addEventListener("click", open);
    dialog.addEventListener("cancel", (event) => chat.escape() && event.preventDefault());
    dialog.addEventListener("close", () => {
      button.hidden = false;
      button.focus();
    });
    stepAside(button);
  }
}

/** Keeps the button off whatever has the focus in the page: it moves away until the focus has moved on. */
function stepAside(button) {
  const look = () => {
    const focused = document.querySelector(":focus-visible");
    const ours = focused === button.getRootNode().host;
    button.classList.toggle("aside", Boolean(focused && !ours && overlap(button, focused)));
  };
  for (const event of ["focusin", "focusout", "scroll", "resize"]) {
    addEventListener(event, () => requestAnimationFrame(look), { capture: true, passive: true });
  }
}

/** Whether two elements cover each other; the button is measured where it stands when it is not aside. */
function overlap(button, other) {
  const place = { right: innerWidth, bottom: innerHeight, left: innerWidth - button.offsetWidth - 24, top: innerHeight - button.offsetHeight - 24 };
  const box = other.getBoundingClientRect();
  return box.right > place.left && box.left < place.right && box.bottom > place.top && box.top < place.bottom;
}

/** A link to the full page, for browsers that are too old for the rest. */
function plainLink() {
  const { practice, network } = SCRIPT.dataset;
  return make("a", { href: `${BASE}chat/${practice || network || ""}` }, ENGLISH.launcher);
}

function start() {
  if (customElements.get(NAME)) return;
  const old = !("adoptedStyleSheets" in Document.prototype && window.HTMLDialogElement && AbortSignal.timeout);
  if (old && SCRIPT.dataset.in) return; // the page's own form stays
  if (!old) customElements.define(NAME, Assistant);
  const element = old ? plainLink() : make(NAME);
  if (!old) Object.assign(element.dataset, SCRIPT.dataset);
  const inside = SCRIPT.dataset.in && document.getElementById(SCRIPT.dataset.in);
  if (inside) inside.replaceChildren(element);
  else if (document.body.contains(SCRIPT)) SCRIPT.after(element);
  else document.body.append(element);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
