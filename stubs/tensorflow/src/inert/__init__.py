"""Modules that answer every import and every attribute, and do nothing.

Rasa imports TensorFlow on the way to its policies, whether a model uses it or not. Our models do not.
`stand_in("tensorflow")` makes that import succeed: any submodule can be imported and any attribute is an
empty class, which can be subclassed, called, indexed and used as a decorator. Nothing can be computed with it: a
component that really needs TensorFlow fails as soon as it looks at a result.
"""

import importlib.abc
import importlib.machinery
import sys
import types
from typing import Any


class _AnyAttribute(type):
    """A metaclass whose classes have every attribute: another empty class."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _empty_class(name)

    def __or__(cls, other: Any) -> Any:
        return Any

    def __ror__(cls, other: Any) -> Any:
        return Any


def _empty_class(name: str) -> Any:
    return _AnyAttribute(name, (_Empty,), {})


class _Empty(metaclass=_AnyAttribute):
    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        # As a decorator (`@tf.function`) it gives back what it decorates.
        if len(args) == 1 and not kwargs and isinstance(args[0], types.FunctionType):
            return args[0]
        return super().__new__(cls)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return args[0] if len(args) == 1 and callable(args[0]) else self

    def __class_getitem__(cls, item: Any) -> Any:
        return cls


class _InertModule(types.ModuleType):
    __path__: list[str] = []
    __version__ = "2.12.0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _empty_class(name)


class _InertFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def __init__(self, root: str) -> None:
        self.root = root

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        if fullname.startswith(self.root + "."):
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: Any) -> types.ModuleType:
        return _InertModule(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


def stand_in(package: str) -> None:
    """Turns the package of this name, which is being imported, into an inert one."""
    sys.meta_path.insert(0, _InertFinder(package))
    sys.modules[package].__class__ = _InertModule
