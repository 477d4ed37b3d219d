"""A short text for any object: a bounded, guarded `repr` in which ordinals stand for addresses."""

import gc
import itertools
import re
from collections.abc import Callable, Iterable
from typing import Any, cast

from .guard import guarded
from .naming import Names

LENGTH = 240
"""The most characters of one text."""
_ITEMS = 24
_DEPTH = 5
_INTEGER_BITS = 800
_REACH = 400
"""How many objects are looked at to find whose address stands in a repr."""

_ADDRESS = re.compile(r"(?P<at> at)? ?\b0x(?P<digits>[0-9A-Fa-f]{4,16})\b")


class Texts:
    """Gives texts, with the ordinals of `names`."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def of(self, held: object) -> str:
        """The text of `held`: at most `LENGTH` characters, no addresses, whatever its `__repr__` does."""
        return clipped(self._text(held, []))

    def of_error(self, error: BaseException) -> str:
        """``type: message`` as the last line of a traceback has it."""
        kind = type_name(error)
        message = self._without_addresses(guarded(lambda: str(error)), error)
        return clipped(f"{kind}: {message}" if message else kind, LENGTH * 4)

    def _text(self, held: object, inside: "list[int]") -> str:
        kind = type(held)
        if kind in (str, bytes, bytearray):
            return _string(cast("str | bytes | bytearray", held))
        if kind is int and cast(int, held).bit_length() > _INTEGER_BITS:
            return f"<int of {cast(int, held).bit_length():,} bits>"
        display = _DISPLAYS.get(kind)
        if display is None:
            return self._without_addresses(guarded(lambda: repr(held)), held)
        if id(held) in inside or len(inside) == _DEPTH:
            return display.around.replace("|", "…")
        return self._display(display, cast("Iterable[object]", held), [*inside, id(held)])

    def _display(self, display: "_Display", held: "Iterable[object]", inside: "list[int]") -> str:
        length = len(cast("list[object]", held))
        if length == 0 and display.empty is not None:
            return display.empty
        shown: list[str] = []
        room = LENGTH
        for item in display.items(held)[:_ITEMS]:
            shown.append(": ".join([self._text(part, inside) for part in item]))
            room -= len(shown[-1])
            if room < 0:
                break
        if len(shown) < length:
            shown.append(f"… {length - len(shown):,} more")
        comma = "," if display.around == "(|)" and length == 1 else ""
        return display.around.replace("|", ", ".join(shown) + comma)

    def _without_addresses(self, text: str, held: object) -> str:
        def ordinal(match: "re.Match[str]") -> str:
            named = self._names.known(int(match["digits"], 16)) or self._reached(held, int(match["digits"], 16))
            if named is not None:
                return f" #{named[0]}" if match[0][0] == " " else f"#{named[0]}"
            return " #?" if match["at"] else match[0]

        if id(held) == 0 or "0x" not in text:
            return text
        return _ADDRESS.sub(ordinal, text[: LENGTH * 8])

    def _reached(self, held: object, address: int) -> "tuple[int, object] | None":
        """The object at `address`, if it is `held` or something not far behind it."""
        if id(held) == address:
            return self._names.of(held), held
        layer: list[object] = [held]
        seen = 0
        while layer and seen < _REACH:
            layer = gc.get_referents(*layer)[: _REACH - seen]
            seen += len(layer)
            for found in layer:
                if id(found) == address:
                    return self._names.of(found), found
        return None


class _Display:
    """How a builtin container is written."""

    def __init__(self, around: str, empty: "str | None", items: "Callable[[Any], list[tuple[object, ...]]]") -> None:
        self.around = around
        self.empty = empty
        self.items = items


def _singly(held: "Iterable[object]") -> "list[tuple[object, ...]]":
    return [(item,) for item in _first(held)]


def _first(held: "Iterable[object]") -> "list[object]":
    return list(itertools.islice(held, _ITEMS))


_DISPLAYS: "dict[type, _Display]" = {
    list: _Display("[|]", None, _singly),
    tuple: _Display("(|)", None, _singly),
    set: _Display("{|}", "set()", _singly),
    frozenset: _Display("frozenset({|})", "frozenset()", _singly),
    dict: _Display("{|}", None, lambda held: cast("list[tuple[object, ...]]", _first(held.items()))),
}


def clipped(text: str, length: int = LENGTH) -> str:
    """`text`, or its beginning and how much was left out."""
    return text if len(text) <= length else f"{text[:length]}… {len(text) - length:,} more characters"


def type_name(held: object) -> str:
    """The name of `held`'s type, whatever its metaclass says."""
    name: str = type.__dict__["__name__"].__get__(type(held))
    return name


def _string(held: "str | bytes | bytearray") -> str:
    shown = LENGTH * 3 // 4
    return repr(held) if len(held) <= shown else f"{held[:shown]!r}… {len(held) - shown:,} more"
