"""On whose websites the chat may stand: those that the profiles list."""

import pytest

from tests.channels.conftest import OTHER_WEBSITE, WEBSITE
from tests.serving import Server

pytestmark = pytest.mark.slow

ELSEWHERE = [
    "https://elsewhere.example",
    "https://www.yarm-surgery.example.elsewhere.example",
    "https://elsewhere.www.yarm-surgery.example",
    "http://www.yarm-surgery.example",
    "https://www.yarm-surgery.example:444",
    "https://www.yarm-surgery.example/",
    "null",
    "",
    "é",
]


def ask(server: Server, origin: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Status and headers of the answer to a script of some website."""
    answer = server.request("OPTIONS", "/api/messages", headers={"Origin": origin.encode(), **headers})
    return answer.status_code, dict(answer.headers)


@pytest.mark.parametrize("origin", [WEBSITE, OTHER_WEBSITE, "https://ask.example.nhs.uk"])
def test_a_listed_website_may_ask_and_read(guarded: Server, origin: str) -> None:
    wants = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,idempotency-key",
    }
    status, headers = ask(guarded, origin, **wants)
    assert status == 204 and headers["Access-Control-Allow-Origin"] == origin
    assert "POST" in headers["Access-Control-Allow-Methods"]
    assert {"content-type", "idempotency-key"} <= set(
        headers["Access-Control-Allow-Headers"].lower().split(", ")
    )
    answer = guarded.post(
        {"text": "hello"}, headers={"Origin": origin, "X-Forwarded-For": f"198.51.100.{len(origin)}"}
    )
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", ELSEWHERE)
def test_no_other_website_may(guarded: Server, origin: str) -> None:
    status, headers = ask(guarded, origin, **{"Access-Control-Request-Method": "POST"})
    assert status == 403 and "Access-Control-Allow-Origin" not in headers
    answer = guarded.post(
        {"text": "hello"}, headers={"Origin": origin.encode(), "Content-Type": "text/plain"}
    )
    assert answer.status_code == 403 and answer.json()["error"]["code"] == "origin_not_allowed"
    assert "not set up for this website" in answer.json()["error"]["message"]
    assert "Access-Control-Allow-Origin" not in answer.headers and "Origin" in answer.headers["Vary"]


def test_our_own_pages_and_programs_may(guarded: Server) -> None:
    for number, headers in enumerate(({}, {"Origin": guarded.url})):
        from_somewhere = {"X-Forwarded-For": f"198.51.100.{200 + number}"}
        assert guarded.post({"text": "hello"}, headers={**headers, **from_somewhere}).status_code == 200


def test_without_a_list_only_our_own_pages_may(server: Server) -> None:
    assert server.post({"text": "hello"}, headers={"Origin": server.url}).status_code == 200
    assert server.post({"text": "hello"}, headers={"Origin": WEBSITE}).status_code == 403


@pytest.mark.parametrize("path", ["/api/no-such-address", "/api/messages"])
def test_what_is_wrong_is_readable_on_a_listed_website(guarded: Server, path: str) -> None:
    answer = guarded.request("PUT", path, headers={"Origin": WEBSITE})
    assert answer.status_code in (404, 405)
    assert answer.headers["Access-Control-Allow-Origin"] == WEBSITE


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/", "'self'"),
        ("/?practice=A81027", f"'self' {WEBSITE}"),
        ("/?network=U63844", f"'self' {WEBSITE}"),
        ("/?network=U12949", f"'self' {OTHER_WEBSITE}"),
        ("/?practice=nonsense;frame-ancestors *", "'self'"),
    ],
)
def test_a_networks_websites_may_show_its_page_in_a_frame(guarded: Server, path: str, who: str) -> None:
    policy = guarded.get(path).headers["Content-Security-Policy"]
    assert policy.split("frame-ancestors ")[1] == who


def test_the_answer_of_the_form_stays_in_the_frame(guarded: Server) -> None:
    page = guarded.request(
        "POST",
        "/",
        data={"text": "hello", "practice": "A81027"},
        headers={"X-Forwarded-For": "198.51.100.9"},
    )
    assert page.headers["Content-Security-Policy"].endswith(WEBSITE)


def test_browsers_are_told_to_stay_with_tls_where_there_is_tls(guarded: Server, server: Server) -> None:
    assert "max-age=" in guarded.get("/").headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in server.get("/").headers
