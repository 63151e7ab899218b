"""OrderedGraphRunner: runs the nodes of Rasa's graph one after the other.

Rasa gives each message's three walks through the graph to dask, which plans them anew each time, for about
a millisecond each. The order is always the same, so it is worked out once.
"""

from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


class OrderedGraphRunner(DaskGraphRunner):
    """Rasa's runner with its own way through the graph; the nodes and what they are given are the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._orders: dict[tuple[str, ...], list[tuple[str, list[str]]]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        """Runs what the targets need.

        Args:
            inputs: values by the name of the place that they stand in.
            targets: nodes whose results are wanted; those of the schema where none are named.

        Returns:
            The targets' results by their names.

        Raises:
            GraphRunError: a node lacks what it needs.
        """
        wanted = targets or self._graph_schema.target_names
        done = dict(inputs or {})
        for name, needs in self._order(tuple(wanted)):
            node = self._instantiated_nodes[name]
            _, done[name] = node(*((need, done[need]) if need in done else need for need in needs))
        return {name: done[name] for name in wanted}

    def _order(self, targets: tuple[str, ...]) -> list[tuple[str, list[str]]]:
        if targets not in self._orders:
            nodes = self._graph_schema.minimal_graph_schema(list(targets)).nodes
            needs = {name: list(node.needs.values()) for name, node in nodes.items()}
            names = TopologicalSorter(needs).static_order()
            self._orders[targets] = [(name, needs[name]) for name in names if name in needs]
        return self._orders[targets]
