"""What we change in Rasa 3.6.21, all of it, in one place. Everything else uses Rasa's own extension points.

| Rasa                                                            | here |
| --------------------------------------------------------------- | ---- |
| any message goes straight into the pipeline                     | `bot.front_door` stands before it |
| a custom action is an HTTP call to another process              | called in this process, same interface |
| 20 ms for each action to check a constant schema against itself | checked once |
| `GET /` says which version of Rasa runs                         | our page is there |
| reports usage to its makers                                     | never |

`apply` is called by each class of ours that Rasa makes first: the channel, the conversation store.
"""

import importlib
import os
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def apply() -> None:
    """Makes the changes, once in a process."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    import rasa.core.agent
    import rasa.server
    from rasa.core.actions.action import RemoteAction

    from bot.front_door import FrontDoor

    rasa.core.agent.MessageProcessor = FrontDoor
    rasa.server.add_root_route = lambda app: None
    RemoteAction._validate_action_result = _validate_action_result


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
        return await self._executor.run(json)


@lru_cache(maxsize=1)
def _result_validator() -> Any:
    import jsonschema
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    return jsonschema.validators.validator_for(schema)(schema)


def _validate_action_result(self: Any, result: dict[str, Any]) -> bool:
    _result_validator().validate(result)
    return True
