"""A server as it stands on the internet: behind a proxy, on the websites of one network, with limits that are soon met."""

from collections.abc import Iterator

import pytest

from tests.serving import Server, own_root, serving

WEBSITE = "https://www.yarm-surgery.example"
OTHER_WEBSITE = "https://www.synergy.example:8443"
IN_CONVERSATION = 3
FROM_ADDRESS = 6


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """BYTES PCN and Synergy Health PCN have a website each; one proxy is trusted."""
    folder = tmp_path_factory.mktemp("guarded")
    changes = {
        "data/networks/bytes/network.yml": ("practices:\n", f"websites: [{WEBSITE}/]\npractices:\n"),
        "data/networks/synergy-health/network.yml": (
            "practices:\n",
            f"websites:\n  - {OTHER_WEBSITE.upper()}\npractices:\n",
        ),
    }
    with serving(
        folder,
        PCNBOT_ROOT=str(own_root(folder, changes)),
        PCNBOT_PUBLIC_URL="https://ask.example.nhs.uk",
        PCNBOT_TRUSTED_PROXIES="1",
        PCNBOT_CONVERSATION_MESSAGES=str(IN_CONVERSATION),
        PCNBOT_ADDRESS_MESSAGES=str(FROM_ADDRESS),
    ) as running:
        yield running
