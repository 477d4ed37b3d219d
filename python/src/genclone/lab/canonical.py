"""The one text of an experiment: `protocol/canonical.ts` of the playground, byte for byte."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final, cast

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ORDER: Final = [
    *("format", "title", "notes", "python", "source", "actions", "expected", "cursor", "panes"),
    *("do", "branch", "call", "value", "exception", "as", "policy", "expression"),
    *("kind", "text", "digest", "on", "preset"),
]
_RANK: Final = {name: rank for rank, name in enumerate(_ORDER)}


def _ordered(value: Any) -> Any:
    """The same value with the fields of every object in the one order: the known ones, then others by their names."""
    if isinstance(value, list):
        return [_ordered(item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    fields = cast("dict[str, Any]", value)
    names = sorted(fields, key=lambda name: (_RANK.get(name, len(_ORDER)), name))
    return {name: _ordered(fields[name]) for name in names}


def _escaped(match: "re.Match[str]") -> str:
    return f"\\u{ord(match[0]):04x}"


def canonical_text(fields: "Mapping[str, Any]") -> str:
    """The text as a file has it: two spaces deep, and a line end at its end. Linear in the fields."""
    told = {name: value for name, value in fields.items() if (name, value) != ("notes", "")}
    # JSON in UTF-8 has no halves of a surrogate pair; JavaScript escapes them, too.
    return _LONE_SURROGATE.sub(_escaped, json.dumps(_ordered(told), ensure_ascii=False, indent=2)) + "\n"
