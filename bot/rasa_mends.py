"""What we change in Rasa 3.6.21, all of it, in one place. Everything else uses Rasa's own extension points.

| Rasa                                                            | here |
| --------------------------------------------------------------- | ---- |
| any message goes straight into the pipeline                     | `bot.front_door` stands before it |
| a custom action is an HTTP call to another process              | called in this process, same interface |
| 20 ms for each action to check a constant schema against itself | a check of the shape |
| dask plans each walk through the graph anew, 1 ms each          | `bot.graph_runner` does it once |
| every stored event looks for its class among all subclasses      | remembered |
| `GET /` says which version of Rasa runs                         | our page is there |
| answers browsers that ask from another site, with cookies       | `bot.channels.web.origins` does, without |
| imports its classifiers, plots, AWS, MongoDB, used or not: 60 MB | `bot.unused` stands in for them in `pcnbot serve` |
| reports usage to its makers                                     | never: `bot.telemetry` |

`apply` is called by each class of ours that Rasa makes first: the channel, the conversation store.
"""

import importlib
from functools import lru_cache
from typing import Any

from bot import telemetry


@lru_cache(maxsize=1)
def apply() -> None:
    """Makes the changes, once in a process."""
    telemetry.switch_off()
    import rasa.core.agent
    import rasa.core.processor
    import rasa.server
    from rasa.core.actions.action import RemoteAction
    from rasa.shared.core.events import Event

    from bot.front_door import FrontDoor
    from bot.graph_runner import OrderedGraphRunner

    rasa.core.agent.MessageProcessor = FrontDoor
    rasa.core.processor.DaskGraphRunner = OrderedGraphRunner
    rasa.server.add_root_route = lambda app: None
    rasa.server.configure_cors = lambda app, origins=None: None
    RemoteAction._validate_action_result = _validate_action_result
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))


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
