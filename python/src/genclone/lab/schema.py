"""What each field of an experiment may be: a check is called with the value and where it stands, and raises."""

import json
import keyword
import re
from collections.abc import Callable
from typing import Any, Final, cast

from ..errors import GencloneError
from ..policy import CHOICES, PRESETS

Object = dict[str, Any]


class NotAnExperiment(GencloneError):
    """A text that is no experiment; the message says what is wrong with it, and where."""


MISSING: Final = object()

Check = Callable[[Any, str], None]


def kind_of_json(value: object) -> str:
    if value is None or isinstance(value, str | int | float):
        return json.dumps(value)
    return "Array" if isinstance(value, list) else "Object"


def _typed(kind: "type | tuple[type, ...]", name: str) -> Check:
    def check(value: Any, where: str) -> None:
        if value is MISSING:
            raise NotAnExperiment(f"{where}: it is missing.")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise NotAnExperiment(f"{where}: expected {name}, not {kind_of_json(value)}.")

    return check


_text: Final = _typed(str, "string")
_object: Final = _typed(dict, "Object")
_array: Final = _typed(list, "Array")
_number: Final = _typed((int, float), "number")


def _matching(pattern: str, message: str) -> Check:
    compiled = re.compile(pattern, re.ASCII)

    def check(value: Any, where: str) -> None:
        _text(value, where)
        if not compiled.fullmatch(value):
            raise NotAnExperiment(f"{where}: {message}.")

    return check


_version: Final = _matching(r"3\.\d{1,3}", "a version of Python is written as 3.14")
_digest: Final = _matching(r"[0-9a-f]{16}", "a digest has 16 hex digits")
_branch_form: Final = _matching(
    r"[A-Za-z_][A-Za-z0-9_]{0,63}", "a branch's name is a letter followed by letters and digits"
)


def _branch(value: Any, where: str) -> None:
    _branch_form(value, where)
    if keyword.iskeyword(value):
        raise NotAnExperiment(f"{where}: a branch's name cannot be one of Python's keywords.")


def _policy(value: Any, where: str) -> None:
    given = cast("Object", value) if isinstance(value, dict) else {"preset": value}
    if given.get("preset") not in PRESETS:
        raise NotAnExperiment(
            f"{where}: expected one of {', '.join(PRESETS)}, not {kind_of_json(given.get('preset'))}."
        )
    for name, choice in given.items():
        if name != "preset" and choice not in CHOICES.get(name, ()):
            raise NotAnExperiment(f"{where}.{name}: a policy has no such field, or no such value for it.")


_ACTIONS: Final[dict[str, dict[str, Check]]] = {
    "start": {"branch": _branch, "call": _text},
    "next": {"branch": _branch},
    "send": {"branch": _branch, "value": _text},
    "throw": {"branch": _branch, "exception": _text},
    "close": {"branch": _branch},
    "clone": {"branch": _branch, "as": _branch},
    "drop": {"branch": _branch},
    "evaluate": {"expression": _text},
}


def _actions(value: Any, where: str) -> None:
    _array(value, where)
    for index, action in enumerate(value):
        place = f"{where}[{index}]"
        _object(action, place)
        checks = _ACTIONS.get(action.get("do"))
        if checks is None:
            raise NotAnExperiment(
                f"{place}.do: expected one of {', '.join(_ACTIONS)}, not {kind_of_json(action.get('do'))}."
            )
        for name, check in checks.items():
            check(action.get(name, MISSING), f"{place}.{name}")
        if action["do"] == "clone":
            _policy(action.get("policy", "fork"), f"{place}.policy")


def _outcome(value: Any, where: str) -> None:
    _object(value, where)
    _text(value.get("kind", MISSING), f"{where}.kind")
    for name, check in (("text", _text), ("digest", _digest)):
        if name in value:
            check(value[name], f"{where}.{name}")


def _expected(value: Any, where: str) -> None:
    _array(value, where)
    for index, expectation in enumerate(value):
        place = f"{where}[{index}]"
        if expectation is None:
            continue
        _outcome(expectation, place)
        _object(expectation.get("on", {}), f"{place}.on")
        for python, outcome in expectation.get("on", {}).items():
            _version(python, f"{place}.on.{python}")
            _outcome(outcome, f"{place}.on.{python}")


def _cursor(value: Any, where: str) -> None:
    _number(value, where)
    if value < 0 or value != int(value):
        raise NotAnExperiment(f"{where}: expected a whole number from 0, not {kind_of_json(value)}.")


def _panes(value: Any, where: str) -> None:
    _array(value, where)
    for index, pane in enumerate(value):
        _text(pane, f"{where}[{index}]")


FIELDS: Final[dict[str, Check]] = {
    "title": _text,
    "notes": _text,
    "python": _version,
    "source": _text,
    "actions": _actions,
    "expected": _expected,
    "cursor": _cursor,
    "panes": _panes,
}
REQUIRED: Final = ("title", "python", "source", "actions")
