"""The API is what its description says: whatever the description allows or forbids, the server answers as described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import RefResolutionError
from jsonschema_spec.handlers.file import FilePathHandler
from openapi_spec_validator import validate_spec
from schemathesis import Case

from bot.channels.web.openapi import description
from tests.serving import Server

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def api(server: Server) -> schemathesis.BaseSchema:
    """The description as the server gives it."""
    config = schemathesis.Config.from_dict(
        {"checks": {"negative_data_rejection": {"expected-statuses": [400, 413, 415]}}}
    )
    return schemathesis.openapi.from_url(f"{server.url}/openapi.json", config=config)


described = schemathesis.pytest.from_fixture("api")


@described.parametrize()
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_is_answered_as_described(case: Case) -> None:
    """Schemathesis sends what the description allows and what it forbids; nothing is the server's fault."""
    case.call_and_validate(timeout=20)


def test_the_description_is_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """The validator is as old as Rasa's jsonschema asks for: as it comes, it cannot open its own schema on Python 3.12."""
    monkeypatch.setattr("jsonschema_spec.readers.all_urls_handler", FilePathHandler())
    validate_spec(description())
    with pytest.raises(RefResolutionError):
        validate_spec(description() | {"components": {}})


def test_every_address_of_the_api_is_described(server: Server) -> None:
    described_paths = server.get("/openapi.json").json()["paths"]
    assert {"/api/messages", "/api/feedback", "/api/widget", "/health", "/ready"} == set(described_paths)
    for path, methods in described_paths.items():
        for method in methods:
            assert server.request(method, path).status_code not in (404, 405), (method, path)


def test_any_website_may_read_the_description(server: Server) -> None:
    assert server.get("/openapi.json").headers["Access-Control-Allow-Origin"] == "*"
    assert description()["components"]["schemas"]["Words"]["properties"]["text"]["maxLength"] == 500
