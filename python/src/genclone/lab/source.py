"""The experiment's source as a module, and expressions evaluated in it."""

import linecache
import sys
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from .failure import FILE, caught

MODULE = "experiment"
"""The name of the module that the source becomes."""

_ABSENT = object()


class Source:
    """The source, which is run when its names are first needed; one that failed is run again."""

    def __init__(self, text: str) -> None:
        """Takes `text`; runs none of it."""
        self._text = text
        self._module: ModuleType | None = None

    def evaluate(self, expression: str, file: str, branches: "Mapping[str, object]") -> object:
        """The value of `expression` among the source's names. While it is evaluated, `branches` are names too.

        Raises:
            UserError: the source or the expression raised, or does not compile; `file` is the expression's.
        """
        names = self._names()
        hidden = {name: names.get(name, _ABSENT) for name in branches}
        names.update(branches)
        try:
            value: object = eval(compile(expression.strip(), file, "eval", dont_inherit=True), names)
        except BaseException as error:
            raise caught(error, "expression") from None
        finally:
            for name, held in hidden.items():
                _restore(names, name, held)
        return value

    def _names(self) -> "dict[str, Any]":
        if self._module is None:
            module = ModuleType(MODULE)
            module.__file__ = FILE
            sys.modules[MODULE] = module
            linecache.cache[FILE] = (len(self._text), None, self._text.splitlines(keepends=True), FILE)
            try:
                exec(compile(self._text, FILE, "exec", dont_inherit=True), module.__dict__)
            except BaseException as error:
                raise caught(error, "source") from None
            self._module = module
        return self._module.__dict__


def _restore(names: "dict[str, Any]", name: str, held: object) -> None:
    if held is _ABSENT:
        names.pop(name, None)
    else:
        names[name] = held
