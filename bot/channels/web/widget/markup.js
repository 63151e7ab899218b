// Elements, and an answer's plain text as elements. Nothing here, or anywhere in the widget, reads text as HTML.

const SAFE_LINK = /^(https?:|tel:|mailto:)/i;

// The same pieces as bot/channels/web/markup.py finds: web addresses, and telephone numbers as the NHS writes them.
const TAPPABLE =
  /(https:\/\/[^\s<>"]+[^\s<>".,;:!?)])|(?<![\d,£.])(999|111|116 123|119|18000|0\d{2,4}(?: \d{2,4}){1,3}|0\d{9,10})(?!\d|[.,]\d)/g;

/** An element; attributes that are functions listen to events, false and undefined ones are left out. */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child || child === 0));
  return made;
}

/** A link, or its words alone where the address is none that a patient can safely open. */
function link(url, words, newTab = "") {
  if (!SAFE_LINK.test(url)) return make("span", {}, words);
  const web = /^http/i.test(url);
  if (!web || !newTab) return make("a", { href: url, rel: web && "noreferrer" }, words);
  return make("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, `${words} ${newTab}`);
}

/** A line with its web addresses and telephone numbers to tap. */
function spans(line, newTab) {
  const pieces = [];
  let end = 0;
  for (const match of line.matchAll(TAPPABLE)) {
    pieces.push(line.slice(end, match.index));
    const found = link(match[1] || "tel:" + match[2].replaceAll(" ", ""), match[0], newTab);
    if (match[2]) found.className = "number"; // stays on one line
    pieces.push(found);
    end = match.index + match[0].length;
  }
  return [...pieces, line.slice(end)].filter(Boolean);
}

/** Paragraphs and lists: paragraphs are parted by an empty line, lists are lines that begin with "- ". */
function blocks(text, newTab = "") {
  const made = [];
  if (!text.trim()) return made;
  for (const paragraph of text.trim().split(/\n\s*\n/)) {
    let first = true;
    for (const line of paragraph.split("\n")) {
      const tag = line.startsWith("- ") ? "UL" : "P";
      let block = made.at(-1);
      if (block?.tagName !== tag || (tag === "P" && first)) made.push((block = make(tag)));
      else if (tag === "P") block.append(make("br"));
      const words = spans(line.replace(/^- /, ""), newTab);
      block.append(...(tag === "UL" ? [make("li", {}, ...words)] : words));
      first = false;
    }
  }
  return made;
}

/** A text of the interface with its words in curly brackets filled in. */
function fill(text, values = {}) {
  return text.replace(/\{([a-z_]+)\}/g, (whole, name) => values[name] ?? whole);
}
