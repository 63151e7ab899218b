"""What can be broken in the sound folder, one thing at a time, and what `pcnbot check` says of it."""

from typing import NamedTuple

PCN = "answers/about-pcns/what-is-a-pcn.yml"
PHARMACIST = "answers/who-you-might-see/clinical-pharmacist.yml"
PARAMEDIC = "answers/who-you-might-see/paramedic.yml"
YES_NO = "answers/chat/yes-no.yml"
NETWORK = "networks/bytes/network.yml"
OVERRIDE = "networks/bytes/answers/what-is-a-pcn.yml"
OF_PRACTICE = "networks/bytes/answers/what-is-a-pcn.A81027.yml"
URL = "url: https://www.england.nhs.uk"
FIRST = "A PCN is a group of GP surgeries.\n\n"


class Broken(NamedTuple):
    """One thing changed in the sound folder, and what `check` says of it."""

    file: str
    old: str
    new: str
    at: str
    what: str
    remedy: str


ERRORS = {
    "follow-up unknown": Broken(
        PCN,
        "[clinical-pharmacist]",
        "[clinical-pharmacis]",
        "follow_ups",
        "no topic clinical-pharmacis",
        "Did you mean clinical-pharmacist?",
    ),
    "follow-up unlike any": Broken(
        PCN, "[clinical-pharmacist]", "[zzz]", "follow_ups", "no topic zzz", "Use the name of a file"
    ),
    "follow-up to itself": Broken(
        PCN, "[clinical-pharmacist]", "[what-is-a-pcn]", "follow_ups", "offers itself", "Take it out"
    ),
    "menu unknown": Broken(
        "menu.yml",
        "[what-is-a-pcn]",
        "[what-is-a-pc]",
        "what-is-a-pc]",
        "no topic what-is-a-pc",
        "Did you mean",
    ),
    "menu invalid": Broken(
        "menu.yml",
        "  more: Tell me more\n",
        "  more: Tell me more\npagee: x\n",
        "pagee",
        "no such field",
        "Known fields",
    ),
    "folder unknown": Broken(
        "menu.yml", "  about-pcns: PCNs\n", "", "", "about-pcns has no title", "under `groups:`"
    ),
    "file name": Broken(
        PCN,
        "topic: what-is-a-pcn",
        "topic: what-is-pcn",
        "topic",
        "has another name",
        "Call the file what-is-pcn.yml.",
    ),
    "override name": Broken(
        OF_PRACTICE, "for: A81027", "for: A81066", "topic", "has another name", "or what-is-a-pcn.A81066.yml"
    ),
    "override of no topic": Broken(
        OVERRIDE,
        "topic: what-is-a-pcn",
        "topic: what-is-pcn",
        "topic",
        "no topic what-is-pcn",
        "Did you mean",
    ),
    "override of elsewhere": Broken(
        OVERRIDE, "for: U63844", "for: U12949", "for", "neither BYTES PCN nor", "A81027, A81066, U63844"
    ),
    "override of no situation": Broken(
        OVERRIDE,
        "short_answer: |",
        "situations:\n  ask: Which?\nshort_answer: |",
        "ask: Which?",
        "what-is-a-pcn has no `ask`",
        "no situations",
    ),
    "role unknown": Broken(
        NETWORK,
        "[clinical-pharmacist]",
        "[what-is-a-pcn]",
        "roles",
        "no professional's topic",
        "clinical-pharmacist, paramedic",
    ),
    "role without a line": Broken(
        PARAMEDIC,
        "one_line: sees people at home\n",
        "",
        "role",
        "one_line: this field is missing",
        "list of roles",
    ),
    "situation missing": Broken(
        YES_NO,
        "  no: |\n    That is fine.\n",
        "",
        "situations",
        "situations: `no` is missing",
        "Write the text `no:`",
    ),
    "situation empty": Broken(
        YES_NO, "    That is fine.\n", "", "situations", "`no` is missing", "Write the text"
    ),
    "group missing": Broken(
        YES_NO, "  deny:\n", "  denies:\n", "patients_ask", "group `deny` is missing", "Write `deny:`"
    ),
    "no answer": Broken(
        PARAMEDIC, "  A paramedic assesses minor injuries.\n", "", "answer", "there is no answer", "answer: |"
    ),
    "example twice in a topic": Broken(
        PCN,
        "  - what is a pcn in words 4\n",
        "  - What is a PCN, in words 3?\n",
        "3?",
        "is already in data/" + PCN,
        "answers it best",
    ),
    "example in two topics": Broken(
        PARAMEDIC,
        "  - who is the paramedic 4\n",
        "  - WHO is the pharmacist  4!\n",
        "4!",
        "is already in data/" + PHARMACIST,
        "answers it best",
    ),
    "example in two groups": Broken(
        YES_NO, "    - no\n", "    - Yes!\n", "Yes!", "is already in", "answers it best"
    ),
    "example empty": Broken(
        PCN, "  - what is a pcn in words 4\n", '  - ""\n', '- ""', "an empty line", "Take it out"
    ),
    "example too long": Broken(
        PCN, "in words 4", "in words 4" + "x" * 500, "words 4", "a line of", "500 characters"
    ),
    "example not text": Broken(PCN, "words 4", "words: 4", "words: 4", "not plain text", "double quotes"),
    "problem of two roles": Broken(
        PARAMEDIC,
        "  - minor injury",
        "  - Side-effects",
        "Side-effects",
        "also with clinical-pharmacist",
        "usually see first",
    ),
    "problem empty": Broken(
        PARAMEDIC, "  - minor injury", '  - " "', '- " "', "helps_with: an empty line", "Take it out"
    ),
    "placeholder unknown": Broken(
        PCN, "Ask {surgery}", "Ask {surgary}", "more", "{surgary} is not one", "README"
    ),
    "placeholder of a look-up": Broken(
        PCN, "Ask {surgery}", "Ask. {successor}", "more", "only in `situations`", "README"
    ),
    "placeholder with a capital": Broken(
        PCN, "Ask {surgery}", "Ask {Surgery}", "more", "not filled in", "small letters"
    ),
    "placeholder open": Broken(
        PCN, "Ask {surgery}", "Ask {surgery", "more", "not filled in", "small letters"
    ),
    "placeholder in a link": Broken(
        PCN, "text: NHS England", 'text: "{web}"', 'text: "{web}"', "{web} is not one", "README"
    ),
    "placeholder in a situation": Broken(
        YES_NO, "That is fine", "{fine}", "no: |", "{fine} is not one", "README"
    ),
    "nothing remains": Broken(
        PCN, FIRST, "{network} is near.\n\n", "answer", "nothing is left", "{surgery} and {pcn}"
    ),
    "link without https": Broken(PCN, URL, "url: www.england.nhs.uk", "url", "can be opened", "https://"),
    "link that runs": Broken(PCN, URL, 'url: "javascript:alert(1)"', "url", "can be opened", "https://"),
    "link to a file": Broken(PCN, URL, "url: file:///etc/passwd", "url", "can be opened", "https://"),
    "link of a wrong word": Broken(
        PCN, URL, 'url: "{practice_phone}"', "url", "can be opened", "{practice_website}"
    ),
    "link of a practice": Broken(NETWORK, "https://yarm", "yarm", "website", "can be opened", "https://"),
    "link of a network": Broken(NETWORK, "https://bytes", "bytes", "feedback", "can be opened", "https://"),
    "checked tomorrow": Broken(
        PCN, "checked: 2026-11-01", "checked: 2026-11-22", "checked", "in the future", "day it was checked"
    ),
    "reviewed before": Broken(
        NETWORK, "review_by: 2027-11-01", "review_by: 2026-10-01", "review_by", "before the day", "later day"
    ),
    "network unknown": Broken(
        NETWORK,
        "network: U63844",
        "network: U99999",
        "network",
        "U99999 is not in the NHS directory",
        "pcnbot directory",
    ),
    "website with a path": Broken(
        NETWORK,
        "practices:\n",
        "websites:\n  - https://www.yarm.example/home\npractices:\n",
        "https://www.yarm.example/home",
        "not a website as browsers name it",
        "https://www.example.nhs.uk",
    ),
    "website without TLS": Broken(
        NETWORK,
        "practices:\n",
        "websites: [http://www.yarm.example]\npractices:\n",
        "http://www.yarm.example",
        "not a website as browsers name it",
        "https://www.example.nhs.uk",
    ),
    "every website": Broken(
        NETWORK,
        "practices:\n",
        'websites: ["https://*.example"]\npractices:\n',
        "https://*.example",
        "not a website as browsers name it",
        "https://www.example.nhs.uk",
    ),
    "practice unknown": Broken(
        NETWORK,
        "code: A81066",
        "code: A99999",
        "A99999",
        "A99999 is not in the NHS directory",
        "pcnbot directory",
    ),
    "catalogue": Broken(
        "catalogue.yml",
        "[clinical-pharmacist, paramedic]",
        "[paramedic, dietitian]",
        "",
        "topic dietitian has no file",
        "Write it",
    ),
    "file unreadable": Broken(
        PCN, "question: What", "question: So: what", "question", "not valid YAML", "double quotes"
    ),
}
