"""Words for values, found without asking the values: no ``__repr__``, ``__class__`` or ``__eq__`` is run."""

from types import CodeType
from typing import Any, Final, NamedTuple, cast

from ..ownership import NULL, TaggedInteger


class Withheld(NamedTuple):
    """Stands for a value that is not handed out.

    Attributes:
        text: what is known of the value, in a word or two.
        reason: why it is not handed out.
    """

    text: str
    reason: str

    def __str__(self) -> str:
        return f"{self.text} ({self.reason})"


_LONGEST: Final = 60  # characters of a string, or items of a tuple
_MOST_BITS: Final = 256


def type_name(value: object) -> str:
    """The name of the value's type. A metaclass may define another ``__name__``, which is not asked."""
    return plain(_NAME.__get__(type(value)))


_NAME: Any = type.__dict__["__name__"]


def plain(text: str) -> str:
    """`text` as a string of the builtin type: names may be of a subclass, with methods of the user's."""
    return str.__str__(text)


def described(value: object) -> str:
    """A builtin scalar as a literal, clipped; anything else by its type alone. The same in every process."""
    kind = type(value)
    if kind in (str, bytes):
        text = cast("str | bytes", value)
        return repr(text) if len(text) <= _LONGEST else f"{text[:_LONGEST]!r}…"
    if kind is int and cast(int, value).bit_length() > _MOST_BITS:
        return f"<int of {cast(int, value).bit_length():,} bits>"
    if kind in _SCALARS:
        return repr(value)
    if value is NULL:
        return "NULL"
    if type(value) is TaggedInteger:
        return f"{value.value} (in the word itself)"
    if type(value) is Withheld:
        return f"<{value.text}>"
    if type(value) is CodeType:
        return f"<code of {value.co_name}>"
    if issubclass(kind, type):
        return f"<type {plain(_NAME.__get__(value))}>"
    return f"<{type_name(value)}>"


_SCALARS = (int, float, complex, bool, type(None), type(...), type(NotImplemented))


class Literal:
    """Stands for a constant of a code object wherever its `repr` is asked for."""

    def __init__(self, constant: object) -> None:
        self._constant = constant

    def __repr__(self) -> str:
        return _literal(self._constant)


def _literal(constant: object) -> str:
    if type(constant) is tuple:
        items = [_literal(item) for item in cast("tuple[object, ...]", constant)[:_LONGEST]]
        return f"({', '.join(items)}{',' if len(items) == 1 else ''})"
    if type(constant) is frozenset:
        items = sorted([_literal(item) for item in cast("frozenset[object]", constant)])
        return f"frozenset({{{', '.join(items)}}})"
    return described(constant)
