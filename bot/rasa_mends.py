"""What we change in Rasa 3.6.21, all of it, in one place. Everything else uses Rasa's own extension points.

| Rasa                                                            | here |
| --------------------------------------------------------------- | ---- |
| any message goes straight into the pipeline                     | `bot.front_door` stands before it |
| a custom action is an HTTP call to another process              | called in this process, same interface |
| 20 ms for each action to check a constant schema against itself | a check of the shape |
| dask plans each walk through the graph anew, 1 ms each          | `bot.graph_runner` does it once |
| every stored event looks for its class among all subclasses      | remembered |
| each prediction copies all slots a dozen times, by pickling them | copied by their attributes |
| rules are looked for by the patient's words first, then by intent | only where a rule has words |
| each prediction holds the conversation against every rule anew   | remembered for conversations alike |
| training compares examples by fingerprints of all that is in them | first by their words and intent |
| training copies each example six times, attribute by attribute  | words are not copied |
| packs a model as small as can be, for which our numbers take eight seconds | as small as goes in a quarter of a second |
| a forced training takes seconds to fill a cache for the next one | `pcnbot train` forces each one, and fills none |
| `GET /` says which version of Rasa runs                         | our page is there |
| answers browsers that ask from another site, with cookies       | `bot.channels.web.origins` does, without |
| imports its classifiers, plots, AWS, MongoDB, used or not: 60 MB | `bot.unused` stands in for them in `pcnbot serve` |
| reports usage to its makers                                     | never: `bot.telemetry` |

`apply` is called by each class of ours that Rasa makes first: the channel, the conversation store; `apply_to_training` by the
importer; `without_cache` by `pcnbot train`.
"""

import copy
import importlib
import json
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from bot import telemetry

WORDS = '"text":'
"""Stands in a rule, or in the shape of a conversation, that has a patient's words."""
SHAPES = 500
QUICKLY = 1
"""The level of gzip at which a model is packed, 1 to 9."""


@lru_cache(maxsize=1)
def apply() -> None:
    """Makes the changes, once in a process."""
    telemetry.switch_off()
    import rasa.core.agent
    import rasa.core.processor
    import rasa.server
    from rasa.core.actions.action import RemoteAction
    from rasa.core.policies.rule_policy import RulePolicy
    from rasa.shared.core.events import Event
    from rasa.shared.core.slots import Slot

    from bot.front_door import FrontDoor
    from bot.graph_runner import OrderedGraphRunner

    rasa.core.agent.MessageProcessor = FrontDoor
    rasa.core.processor.DaskGraphRunner = OrderedGraphRunner
    rasa.server.add_root_route = lambda app: None
    rasa.server.configure_cors = lambda app, origins=None: None
    RemoteAction._validate_action_result = _validate_action_result
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    Slot.__copy__ = _copy_of_slot
    RulePolicy._find_action_from_rules = _found_by_intent(RulePolicy._find_action_from_rules)
    RulePolicy._get_possible_keys = _remembering(RulePolicy._get_possible_keys)


@lru_cache(maxsize=1)
def apply_to_training() -> None:
    """Makes the changes that matter while a model is trained, once in a process."""
    telemetry.switch_off()
    import rasa.engine.storage.local_model_storage
    from rasa.shared.nlu.training_data.message import Message

    storage = rasa.engine.storage.local_model_storage
    storage.TarSafe = type("TarSafe", (storage.TarSafe,), {"gzopen": _packed_quickly(storage.TarSafe.gzopen)})
    Message.__hash__ = _by_words_and_intent
    Message.__deepcopy__ = _copy_of_message


def without_cache() -> None:
    """Trains from now on without the cache that plain `rasa train` uses."""
    import rasa.engine.training.graph_trainer

    rasa.engine.training.graph_trainer.TrainingHook = _NothingToRemember


class _NothingToRemember:
    """Stands for Rasa's hook that takes the fingerprint of all that a part of the pipeline gets and gives."""

    def __init__(self, **_: Any) -> None:
        """Asks for nothing of what Rasa's needs."""

    def on_before_node(self, **_: Any) -> dict[str, Any]:
        """Nothing is noted."""
        return {}

    def on_after_node(self, **_: Any) -> None:
        """Nothing is kept."""


class ActionsInThisProcess:
    """Stands where Rasa expects the address of an action server, and runs the actions package here."""

    url = "this process"
    kwargs = {"enable_selective_domain": True}

    def __init__(self) -> None:
        from rasa_sdk.executor import ActionExecutor

        self._executor = ActionExecutor()
        importlib.import_module("actions")
        self._executor.register_package("actions")

    async def request(self, json: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What an action server would answer to this request."""
        try:
            return await self._executor.run(json)
        except Exception as error:  # noqa: BLE001
            # Rasa logs what an action raised; its text may hold a patient's words.
            raise RuntimeError(f"{json.get('next_action')}: {type(error).__name__}") from None


def _validate_action_result(self: Any, result: dict[str, Any]) -> bool:
    """The shape of what an action returned. Rasa's SDK has checked each event already."""
    lists = [result.get("events", []), result.get("responses", [])] if isinstance(result, dict) else [None]
    if not all(isinstance(each, list) and all(isinstance(item, dict) for item in each) for each in lists):
        raise ValueError("an action returned something else than events and responses")
    if not all(isinstance(event.get("event"), str) for event in result.get("events", [])):
        raise ValueError("an action returned an event without a name")
    return True


def _packed_quickly(gzopen: Callable[..., Any]) -> Any:
    """Python's way to open a packed archive; what is written is a tenth larger than with its own level of 9."""

    def opened(cls: type, name: Any, mode: str = "r", fileobj: Any = None, **_: Any) -> Any:
        return gzopen.__func__(cls, name, mode, fileobj, compresslevel=QUICKLY)

    return classmethod(opened)


def _by_words_and_intent(message: Any) -> int:
    """A hash that messages share that are equal: those have the same of everything, words and intent too."""
    return hash((message.get("text"), message.get("intent"), message.get("intent_response_key")))


def _copy_of_message(message: Any, memo: dict[int, Any]) -> Any:
    """What copy.deepcopy makes of an example, of which most hold nothing but words."""
    copied = object.__new__(type(message))
    copied.__dict__.update(message.__dict__)
    copied.data = {
        name: value if isinstance(value, str) else copy.deepcopy(value, memo)
        for name, value in message.data.items()
    }
    copied.features = copy.deepcopy(message.features, memo)
    copied.output_properties = set(message.output_properties)
    return copied


def _copy_of_slot(slot: Any) -> Any:
    """What copy.copy makes of a slot, without asking the slot how it would be pickled."""
    copied = object.__new__(type(slot))
    copied.__dict__.update(slot.__dict__)
    return copied


def _found_by_intent(find: Callable[..., Any]) -> Callable[..., Any]:
    """Rasa's way to find a rule's action; not by words that no rule has."""

    def found(self: Any, tracker: Any, domain: Any, use_text_for_last_user_input: bool) -> Any:
        if use_text_for_last_user_input and not any(WORDS in key for key in self.lookup["rules"]):
            return None, None, False
        return find(self, tracker, domain, use_text_for_last_user_input)

    return found


def _remembering(find: Callable[..., set[str]]) -> Callable[..., set[str]]:
    """Rasa's way to find the rules that a conversation fits, which say the same for each conversation of the same shape.

    A shape has intents, actions and which slots are set, no words and no values; one that has words is not remembered.
    """
    fitting: OrderedDict[tuple[int, int, str], tuple[dict[str, str], set[str]]] = OrderedDict()

    def found(self: Any, lookup: dict[str, str], states: list[Any]) -> set[str]:
        shape = id(lookup), len(lookup), json.dumps(states, default=sorted)
        if WORDS in shape[-1]:
            return find(self, lookup, states)
        if shape not in fitting:
            fitting[shape] = lookup, find(self, lookup, states)  # the rules too: another's id is another's
            while len(fitting) > SHAPES:
                fitting.popitem(last=False)
        return fitting[shape][1]

    return found
