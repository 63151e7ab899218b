"""What `pcnbot check` warns of, one thing at a time; a person decides."""

from tests.answers.broken import FIRST, NETWORK, OVERRIDE, PARAMEDIC, PCN, PHARMACIST, Broken

WARNINGS = {
    "few examples": Broken(
        PARAMEDIC, "  - who is the paramedic 4\n", "", "patients_ask", "9 ways of asking", "at least 10"
    ),
    "problem twice": Broken(
        PHARMACIST, "  - side effects", "  - Tablets", "Tablets", "stands here twice", "Take one out"
    ),
    "short answer": Broken(
        OVERRIDE,
        "short_answer: |\n",
        f"short_answer: |\n{'  It is a PCN.' * 25}\n",
        "short_answer",
        "characters",
        "text message",
    ),
    "short answer general": Broken(
        OVERRIDE,
        "short_answer: |\n  BYTES is a PCN.\n",
        "",
        "answer",
        "still get the general",
        "short_answer",
    ),
    "review past": Broken(
        PCN,
        "review_by: 2027-11-01",
        "review_by: 2026-11-20",
        "review_by",
        "2026-11-20 is past",
        "PCN manager: check",
    ),
    "practice of another network": Broken(
        NETWORK, "code: A81066", "code: C84010", "C84010", "not in this network", "up to date"
    ),
    "should": Broken(PCN, FIRST, "One.\n\n  You should ask.\n\n", "You should", '"should"', "Say what to do"),
    "contraction": Broken(
        PCN, FIRST, "One.\n\n  You don't ask.\n\n", "You don't", '"don\'t"', "Write it out"
    ),
    "curly contraction": Broken(
        PCN, FIRST, "One.\n\n  You can’t ask.\n\n", "You can’t", '"can’t"', "Write it out"
    ),
    "e.g.": Broken(PCN, FIRST, "One, e.g. two.\n\n", "One, e.g.", '"e.g."', "such as"),
    "practice": Broken(PCN, FIRST, "Ask the practice.\n\n", "Ask the practice", '"practice"', "GP surgery"),
    "markup": Broken(PCN, FIRST, "This is **bold**.\n\n", "This is", '"**" is shown', "plain text"),
    "link in text": Broken(
        PCN, FIRST, "See [this](https://x.uk).\n\n", "See [", "is shown as it stands", "links:"
    ),
    "list apart": Broken(
        PCN, FIRST, "You can see:\n\n  - one\n\n", "You can see:", "an empty line after", "Take it out"
    ),
    "long paragraph": Broken(
        PCN, FIRST, "One. Two. Three. Four.\n\n", "One. Two.", "a paragraph of 4 sentences", "3 sentences"
    ),
}
