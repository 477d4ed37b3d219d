"""The attributes that the ``inspect`` module documents for frames and generators.

https://docs.python.org/3/library/inspect.html#types-and-members
"""

from types import AsyncGeneratorType, CoroutineType, FrameType, GeneratorType
from typing import Any, Final, Literal, NamedTuple

from ..generators import PREFIXES, Generator
from ..ownership import NULL
from .words import Withheld


class Attribute(NamedTuple):
    """One attribute of a generator or of its frame.

    Attributes:
        owner: whose attribute it is.
        name: its name, as ``gi_running``.
        meaning: what it says.
        exists: whether this version of Python has it.
        value: its value; `NULL` where this version has none, a `Withheld` where it is not handed out.
    """

    owner: Literal["generator", "frame"]
    name: str
    meaning: str
    exists: bool
    value: object


_KEPT = "a picture that kept it would keep the frame's variables alive"
_NO_FRAME: Final = Withheld("no frame", "the generator is over")

_OF_GENERATORS: Final = {
    "__name__": "its name, at first that of the function",
    "__qualname__": "its name with what it is defined in",
    "code": "the code that it runs",
    "frame": "its frame object; None once it is over",
    "running": "whether it is running now",
    "suspended": "whether it is suspended, neither unstarted nor running nor over",
    "state": "where it is in its life, as the inspect module calls it",
}
"""Attribute without its prefix -> its meaning, for those that all kinds have."""

_OF_A_KIND: Final["dict[type, dict[str, str]]"] = {
    GeneratorType: {"yieldfrom": "what it delegates to by yield from, or None"},
    CoroutineType: {
        "await": "what it awaits, or None",
        "origin": "where it was made, if sys.set_coroutine_origin_tracking_depth() asks for that",
    },
    AsyncGeneratorType: {"await": "what it awaits, or None"},
}

_OF_FRAMES: Final = {
    "f_back": "the frame that resumed it; None while it is suspended",
    "f_builtins": "the builtins that it looks names up in",
    "f_code": "the code that it runs",
    "f_generator": "the generator that owns the frame",
    "f_globals": "the globals that it looks names up in",
    "f_lasti": "the offset of the last instruction that it began, in bytes",
    "f_lineno": "the line that it is at",
    "f_locals": "its variables by name",
    "f_trace": "what traces it, or None",
}

_WITHHELD: Final = {
    "f_back": Withheld("a frame", _KEPT),
    "f_generator": Withheld("the generator itself", "a picture does not keep it alive"),
    "f_locals": Withheld("not read", "to 3.12 that rewrites a dict that others may hold, and the slots say more"),
}


def attributes_of(gen: Generator, frame: "FrameType | None") -> "tuple[Attribute, ...]":
    """The documented attributes of `gen` and of `frame`, its frame object. Constant."""
    prefix = PREFIXES[type(gen)]
    meanings = _OF_GENERATORS | _OF_A_KIND[type(gen)]
    names = [(name if name.startswith("__") else f"{prefix}_{name}", meaning) for name, meaning in meanings.items()]
    told = [Attribute("generator", name, meaning, *_value(gen, name)) for name, meaning in names]
    for name, meaning in _OF_FRAMES.items():
        exists, value = _value(frame, name) if frame is not None else (hasattr(FrameType, name), _NO_FRAME)
        told.append(Attribute("frame", name, meaning, exists, value if exists else NULL))
    return tuple(told)


def _value(owner: object, name: str) -> "tuple[bool, object]":
    if not hasattr(type(owner), name):  # the types are builtin: nobody's code is asked
        return False, NULL
    if name in ("f_locals", "f_generator"):
        return True, _WITHHELD[name]
    value: Any = getattr(owner, name)
    if type(value) is FrameType:
        return True, _WITHHELD["f_back"]
    return True, value
