"""What we change in Rasa, and that the rest of it is as it was."""

from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from bot import rasa_mends


@pytest.fixture(autouse=True)
def mended() -> None:
    rasa_mends.apply()


RIGHT: list[dict[str, Any]] = [
    {"events": [], "responses": []},
    {
        "events": [{"event": "slot", "name": "practice", "value": "A81027", "timestamp": None}],
        "responses": [{"text": "Hello"}],
    },
    {},
]
WRONG: list[Any] = [
    {"events": "none"},
    {"events": None},
    {"responses": {"text": "Hello"}},
    {"events": ["slot"]},
    {"events": [{"name": "practice"}]},
    [],
    "Hello",
]


def action() -> RemoteAction:
    return RemoteAction("action_look_up", EndpointConfig("http://localhost"))


@pytest.mark.parametrize("result", RIGHT)
def test_a_right_result_of_an_action_is_taken(result: dict[str, Any]) -> None:
    jsonschema.validate(result, RemoteAction.action_response_format_spec())
    assert action()._validate_action_result(result)


@pytest.mark.parametrize("result", WRONG)
def test_a_wrong_result_is_refused_as_rasa_refuses_it(result: Any) -> None:
    """Every time, not only the first: the check is made once and used again."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(result, RemoteAction.action_response_format_spec())
    for _ in range(2):
        with pytest.raises(ValueError):
            action()._validate_action_result(result)


def call(name: str) -> dict[str, Any]:
    """What Rasa asks an action server for."""
    tracker = {
        "sender_id": "x",
        "slots": {},
        "latest_message": {},
        "events": [],
        "paused": False,
        "active_loop": {},
        "followup_action": None,
        "latest_action_name": None,
    }
    return {"next_action": name, "sender_id": "x", "tracker": tracker, "domain": {}}


async def test_actions_run_in_this_process() -> None:
    result = await rasa_mends.ActionsInThisProcess().request(json=call("action_show_menu"))
    assert result["events"] == []
    assert result["responses"][0]["response"] == "utter_what-can-you-do"


async def test_an_action_that_does_not_exist_is_an_error() -> None:

    with pytest.raises(RuntimeError, match="ActionNotFoundException"):
        await rasa_mends.ActionsInThisProcess().request(json=call("action_no_such"))


def test_every_action_of_the_domain_is_there() -> None:
    from rasa.shared.core.domain import Domain

    named = {
        name for name in Domain.load("domain.yml").user_actions if name.startswith(("action_", "validate_"))
    }
    assert named <= set(rasa_mends.ActionsInThisProcess()._executor.actions)


def test_applying_it_again_changes_nothing() -> None:
    import rasa.core.agent

    before = rasa.core.agent.MessageProcessor
    rasa_mends.apply()
    assert rasa.core.agent.MessageProcessor is before


def test_every_message_goes_through_the_front_door() -> None:
    import rasa.core.agent

    from bot.front_door import FrontDoor

    assert rasa.core.agent.MessageProcessor is FrontDoor
