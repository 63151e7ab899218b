"""The chat as somebody uses it who has a keyboard and no mouse."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

LAUNCHER = "Ask a question"
ASSISTANT = "PCN Assistant"
MANY = 80
"""More presses of the Tab key than any page here needs."""


@dataclass
class Chat:
    """The chat on a page.

    Args:
        page: the tab.
        root: the chat in it.
    """

    page: Page
    root: Locator

    @classmethod
    def on(cls, page: Page, url: str) -> "Chat":
        """Opens a website and on it the chat, by its button."""
        page.goto(url)
        return cls.open(page)

    @classmethod
    def open(cls, page: Page) -> "Chat":
        """Opens the chat on the website that the tab shows."""
        chat = cls(page, page.get_by_role("dialog", name=ASSISTANT))
        expect(page.get_by_role("button", name=LAUNCHER)).to_be_visible()
        tab_to(page, LAUNCHER)
        page.keyboard.press("Enter")
        expect(chat.root).to_be_visible()
        return chat.loaded()

    @classmethod
    def in_page(cls, page: Page, url: str) -> "Chat":
        """Opens the chat as a page of its own."""
        page.goto(url)
        return cls(page, page.get_by_role("region", name=ASSISTANT)).loaded()

    def loaded(self) -> "Chat":
        """Waits until the server has said what to show: the chat is drawn once before that, and once after."""
        expect(self.root.locator("select")).to_be_attached()
        expect(self.root.get_by_text("How do I book an appointment?").or_(self.turns.first)).to_be_visible()
        return self

    @property
    def box(self) -> Locator:
        """Where a question is typed."""
        return self.root.get_by_role("textbox", name="Type your question")

    @property
    def turns(self) -> Locator:
        """What was said, by both."""
        return self.root.get_by_role("log").locator(".turn")

    @property
    def answers(self) -> Locator:
        """What the assistant said."""
        return self.root.locator(".turn.name")

    @property
    def choices(self) -> Locator:
        """The buttons below the newest answer."""
        return (
            self.root.get_by_role("group", name="What you can do next")
            .get_by_role("listitem")
            .get_by_role("button")
        )

    def ask(self, text: str, answer: str) -> None:
        """Types a question, sends it, and waits for the answer.

        Args:
            text: the question.
            answer: words of the answer.
        """
        before = self.answers.count()
        self.type(text)
        expect(self.answers).not_to_have_count(before)
        expect(self.answers.last).to_contain_text(answer)

    def type(self, text: str) -> None:
        """Types a question and presses Enter, wherever the focus was."""
        if not self.has_focus(self.box):
            tab_to(self.page, "Type your question")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def press(self, name: str) -> None:
        """Goes to a button with the Tab key and presses it."""
        tab_to(self.page, name)
        self.page.keyboard.press("Enter")

    def has_focus(self, locator: Locator) -> bool:
        """Whether an element has the focus."""
        return locator.evaluate("element => element.getRootNode().activeElement === element")

    def said(self) -> list[str]:
        """Every turn's words, with the name that precedes them."""
        return self.turns.evaluate_all(
            """turns => turns.map(turn => {
                const parts = [...turn.querySelectorAll(":scope > h3, :scope > .said")];
                return parts.map(part => part.innerText).join(" ").split(/\\s+/).join(" ").trim();
            })"""
        )


def focused(page: Page) -> str:
    """The accessible name, or what comes next to it, of what has the focus, through shadow trees."""
    return page.evaluate(
        """() => {
            let element = document.activeElement;
            while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
            const label = element.labels?.[0]?.textContent;
            return (label || element.getAttribute("aria-label") || element.textContent).trim();
        }"""
    )


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until something has the focus; Shift and Tab would find it too, only sooner or later."""
    for _ in range(MANY):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key does not lead to {name!r}; it ended on {focused(page)!r}.")
