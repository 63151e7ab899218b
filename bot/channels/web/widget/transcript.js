// The conversation to take along: as text to copy and download, and on paper.

/** The turns as plain text. */
function transcript(turns, texts, title) {
  const said = turns.map((turn) =>
    [`${turn.who === "you" ? texts.you : texts.name}:`, turn.text, ...(turn.links || []).map(({ text, url }) => `${text}: ${url}`)].join("\n"),
  );
  return [title, new Date().toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" }), ...said, texts.emergency].join("\n\n");
}

/** Puts text on the clipboard; false where the browser does not let us. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Saves text as a file. */
function download(text, name) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Prints elements alone, without the page around them, through a frame that nobody sees. */
function printOut(parent, title, elements) {
  const frame = make("iframe", { class: "paper", "aria-hidden": "true", tabindex: "-1" });
  frame.addEventListener(
    "load",
    () => {
      const paper = frame.contentDocument;
      const style = new frame.contentWindow.CSSStyleSheet();
      style.replaceSync("body{font:12pt/1.4 Arial,sans-serif;color:#000}h1{font-size:16pt}h3{font-size:12pt;margin:1.2em 0 .2em}p{margin:.4em 0}a{color:#000}");
      paper.adoptedStyleSheets = [style];
      paper.title = title;
      paper.documentElement.lang = "en-GB";
      paper.body.append(...elements);
      frame.contentWindow.addEventListener("afterprint", () => setTimeout(() => frame.remove()));
      frame.contentWindow.print();
    },
    { once: true },
  );
  parent.append(frame);
}
