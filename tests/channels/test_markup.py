"""Plain answers as blocks with numbers and addresses to tap."""

import pytest

from bot.channels.web.markup import Block, Span, blocks, spans


def links(line: str) -> list[str]:
    return [span.href for span in spans(line) if span.href]


@pytest.mark.parametrize(
    ("line", "href"),
    [
        ("Call 999 now.", "tel:999"),
        ("call 111, then wait", "tel:111"),
        ("Samaritans: call 116 123", "tel:116123"),
        ("use Relay UK on 18000, or text", "tel:18000"),
        ("call 0808 2000 247, free", "tel:08082000247"),
        ("call 0800 1111.", "tel:08001111"),
        ("Phone: 0115 952 5320", "tel:01159525320"),
        ("Phone: 01642 745 800", "tel:01642745800"),
        ("ring 01642745800", "tel:01642745800"),
        ("the Ombudsman on 0345 015 4033.", "tel:03450154033"),
    ],
)
def test_a_telephone_number_can_be_tapped(line: str, href: str) -> None:
    assert links(line) == [href]


@pytest.mark.parametrize(
    "line",
    [
        "about 1,111 networks",
        "it costs £111.50",
        "£1,999",
        "in 1999",
        "30,000 to 50,000",
        "6:30pm",
        "2019/20",
        "1119",
        "99.9%",
    ],
)
def test_other_numbers_stay_words(line: str) -> None:
    assert links(line) == []


@pytest.mark.parametrize(
    ("line", "href"),
    [
        ("at https://www.nhs.uk/service-search/find-a-gp", "https://www.nhs.uk/service-search/find-a-gp"),
        ("(see https://111.nhs.uk).", "https://111.nhs.uk"),
        ("https://a.nhs.uk/999 is a page", "https://a.nhs.uk/999"),
        ("https://a.nhs.uk/?q=1&r=2, and", "https://a.nhs.uk/?q=1&r=2"),
    ],
)
def test_a_web_address_can_be_tapped_without_what_follows_it(line: str, href: str) -> None:
    assert links(line) == [href]


@pytest.mark.parametrize(
    "line", ["javascript:alert(1)", "http://example.org", "data:text/html,x", "ftp://a.uk"]
)
def test_no_other_kind_of_address_can_be_tapped(line: str) -> None:
    assert links(line) == []


@pytest.mark.parametrize("line", ["Call 999, 111 or 116 123 at https://111.nhs.uk.", "", "no number", "999"])
def test_no_word_is_lost(line: str) -> None:
    assert "".join(span.text for span in spans(line)) == line


def test_paragraphs_and_lists() -> None:
    found = blocks("One.\nTwo.\n\nThese:\n- a\n- b\n\nEnd.\n")
    assert [(block.kind, len(block.lines)) for block in found] == [
        ("paragraph", 2),
        ("paragraph", 1),
        ("list", 2),
        ("paragraph", 1),
    ]
    assert found[2] == Block("list", [[Span("a")], [Span("b")]])


def test_two_lists_one_after_the_other_are_two() -> None:
    assert [block.kind for block in blocks("- a\n\nand\n\n- b")] == ["list", "paragraph", "list"]


def test_nothing_makes_nothing() -> None:
    assert blocks("") == []
