"""The actions of an experiment, parsed from JSON."""

import json
from typing import Any, NamedTuple, cast

from ..policy import PRESETS, Policy


class Start(NamedTuple):
    branch: str
    call: str


class Next(NamedTuple):
    branch: str


class Send(NamedTuple):
    branch: str
    value: str


class Throw(NamedTuple):
    branch: str
    exception: str


class Close(NamedTuple):
    branch: str


class Clone(NamedTuple):
    branch: str
    name: str
    policy: Policy


class Drop(NamedTuple):
    branch: str


class Evaluate(NamedTuple):
    expression: str


OnBranch = Next | Send | Throw | Close | Clone | Drop
"""What is done to a branch that there is already."""

Action = Start | OnBranch | Evaluate

_KINDS: "dict[str, tuple[type[Any], tuple[str, ...]]]" = {
    "start": (Start, ("branch", "call")),
    "next": (Next, ("branch",)),
    "send": (Send, ("branch", "value")),
    "throw": (Throw, ("branch", "exception")),
    "close": (Close, ("branch",)),
    "clone": (Clone, ("branch", "as")),
    "drop": (Drop, ("branch",)),
    "evaluate": (Evaluate, ("expression",)),
}
"""What `do` says -> the action, and its fields in JSON that are strings, in the order of the action's own."""


class NotAnAction(ValueError):
    """What came is no action; the message says in what it fails."""


def parse_action(text: str) -> Action:
    """The action that `text`, a JSON object, describes. Unknown fields are ignored.

    Raises:
        NotAnAction: it is not JSON, of no known kind, or a field is missing or not what it should be.
    """
    fields = _object(text)
    if fields.get("do") not in _KINDS:
        raise NotAnAction(f"Its field 'do' must be one of {', '.join(_KINDS)}.")
    kind, names = _KINDS[fields["do"]]
    for name in names:
        if not isinstance(fields.get(name), str):
            raise NotAnAction(f"Its field {name!r} must be a string.")
    given: list[Any] = [fields[name] for name in names]
    if kind is Clone:
        given.append(_policy(fields.get("policy", "fork")))
    made: Action = kind(*given)
    return made


def _object(text: str) -> "dict[str, Any]":
    try:
        found: Any = json.loads(text)
    except ValueError as error:
        raise NotAnAction(f"It is not JSON: {error}.") from error
    if not isinstance(found, dict):
        raise NotAnAction("It is not a JSON object.")
    return cast("dict[str, Any]", found)


def _policy(given: "str | dict[str, Any]") -> Policy:
    """A preset by its name, or an object that names one as its `preset`, and the fields that differ."""
    fields = {**given} if isinstance(given, dict) else {"preset": given}
    preset = fields.pop("preset", None)
    if not isinstance(preset, str) or preset not in PRESETS:
        raise NotAnAction(f"There is no policy {preset!r}. There are {', '.join(PRESETS)}.")
    try:
        return PRESETS[preset].replace(**fields)
    except ValueError as error:
        raise NotAnAction(str(error)) from error
