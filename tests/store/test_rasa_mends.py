"""What we change in Rasa, and that the rest of it is as it was."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.storage import local_model_storage
from rasa.shared.core.slots import TextSlot
from rasa.utils.endpoints import EndpointConfig
from tarsafe import TarSafe

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


def test_a_copied_slot_is_one_of_its_own() -> None:
    slot = TextSlot("practice", mappings=[{"type": "custom"}], initial_value="A81027")
    copied = copy.copy(slot)
    assert type(copied) is TextSlot and copied.__dict__ == slot.__dict__
    copied.value = "C84010"
    assert slot.value == "A81027"


def rules_policy(rules: dict[str, str]) -> RulePolicy:
    policy = object.__new__(RulePolicy)
    policy.lookup = {"rules": rules}
    return policy


def after(**user: str) -> list[dict[str, Any]]:
    """A conversation in which somebody has just said something."""
    return [{}, {"prev_action": {"action_name": "action_listen"}, "user": user}]


def rule(**user: str) -> str:
    return json.dumps(after(**user)[1:])


def test_conversations_alike_fit_the_same_rules_and_others_do_not() -> None:
    policy = rules_policy({rule(intent="faq"): "utter_faq", rule(intent="greet"): "utter_greet"})
    for _ in range(2):
        assert policy._get_possible_keys(policy.lookup["rules"], after(intent="faq")) == {rule(intent="faq")}
        assert policy._get_possible_keys(policy.lookup["rules"], after(intent="bye")) == set()
    other = rules_policy({rule(intent="bye"): "utter_bye", rule(intent="thanks"): "utter_thanks"})
    assert other._get_possible_keys(other.lookup["rules"], after(intent="bye")) == {rule(intent="bye")}


def test_rules_are_looked_for_by_words_where_one_has_words() -> None:
    said = after(text="hello there")
    policy = rules_policy({rule(text="hello there"): "utter_greet"})
    assert policy._get_possible_keys(policy.lookup["rules"], said) == {rule(text="hello there")}
    without = rules_policy({rule(intent="greet"): "utter_greet"})
    assert without._find_action_from_rules(None, None, True) == (None, None, False)
    with pytest.raises(AttributeError):  # Rasa goes on, and looks at the conversation
        policy._find_action_from_rules(None, None, True)


def test_a_model_is_packed_quickly_and_read_like_any_other(tmp_path: Path) -> None:
    rasa_mends.apply_to_training()
    (tmp_path / "topics.npz").write_bytes(b"weights" * 1000)
    with local_model_storage.TarSafe.open(tmp_path / "model.tar.gz", "w:gz") as packed:
        packed.add(tmp_path / "topics.npz", arcname="topics.npz")
    header = (tmp_path / "model.tar.gz").read_bytes()[:10]
    assert header[8] == 4  # RFC 1952, section 2.3.1: "compressor used fastest algorithm"
    with TarSafe.open(tmp_path / "model.tar.gz", "r:gz") as read:
        assert read.extractfile("topics.npz").read() == b"weights" * 1000
