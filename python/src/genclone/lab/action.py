"""The actions of an experiment, parsed from JSON."""

import json
from typing import Any, NamedTuple


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
    policy: str


class Drop(NamedTuple):
    branch: str


Action = Start | Next | Send | Throw | Close | Clone | Drop

_KINDS: "dict[str, tuple[type[Any], tuple[str, ...]]]" = {
    "start": (Start, ("branch", "call")),
    "next": (Next, ("branch",)),
    "send": (Send, ("branch", "value")),
    "throw": (Throw, ("branch", "exception")),
    "close": (Close, ("branch",)),
    "clone": (Clone, ("branch", "as", "policy")),
    "drop": (Drop, ("branch",)),
}
"""What `do` says -> the action, and its fields in JSON in the order of the action's own."""


class NotAnAction(ValueError):
    """What came is no action; the message says in what it fails."""


def parse_action(text: str) -> Action:
    """The action that `text`, a JSON object, describes. Unknown fields are ignored.

    Raises:
        NotAnAction: it is not JSON, of no known kind, or a field is missing or not a string.
    """
    try:
        fields: Any = json.loads(text)
    except ValueError as error:
        raise NotAnAction(f"It is not JSON: {error}.") from error
    if not isinstance(fields, dict) or fields.get("do") not in _KINDS:  # pyright: ignore[reportUnknownMemberType]
        raise NotAnAction(f"Its field 'do' must be one of {', '.join(_KINDS)}.")
    kind, names = _KINDS[fields["do"]]
    for name in names:
        if not isinstance(fields.get(name), str):  # pyright: ignore[reportUnknownMemberType]
            raise NotAnAction(f"Its field {name!r} must be a string.")
    return kind(*[fields[name] for name in names])
