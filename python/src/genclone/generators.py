"""What is a generator: the three types, and the attributes that go by another name in each."""

from operator import attrgetter
from types import AsyncGeneratorType, CodeType, CoroutineType, FrameType, GeneratorType
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:  # subscriptable from 3.13 on only
    PlainGenerator = GeneratorType[Any, Any, Any]
    Generator = PlainGenerator | CoroutineType[Any, Any, Any] | AsyncGeneratorType[Any, Any]
else:
    PlainGenerator = Generator = GeneratorType

PREFIXES: Final["dict[type, str]"] = {GeneratorType: "gi", CoroutineType: "cr", AsyncGeneratorType: "ag"}
"""Type of a generator -> how the names of its attributes begin."""

KINDS: Final["dict[type, str]"] = {
    GeneratorType: "generator",
    CoroutineType: "coroutine",
    AsyncGeneratorType: "async generator",
}
"""Type of a generator -> what it is called."""

_CODES = {kind: attrgetter(f"{prefix}_code") for kind, prefix in PREFIXES.items()}
_FRAMES = {kind: attrgetter(f"{prefix}_frame") for kind, prefix in PREFIXES.items()}
_DELEGATES = {
    GeneratorType: attrgetter("gi_yieldfrom"),
    CoroutineType: attrgetter("cr_await"),
    AsyncGeneratorType: attrgetter("ag_await"),
}


def is_generator(value: object) -> bool:
    """Whether `value` is a generator, a coroutine or an async generator. Runs no code of the value's."""
    return type(value) in PREFIXES


def as_generator(value: object) -> Generator:
    """`value`, which `is_generator`, as the type checker should see it."""
    return cast("GeneratorType[Any, Any, Any]", value)


def code_of(gen: Generator) -> CodeType:
    """The code that `gen` runs, finished or not."""
    return _CODES[type(gen)](gen)


def frame_of(gen: Generator) -> "FrameType | None":
    """The frame object of `gen`, which CPython makes for whoever asks; None once finished."""
    return _FRAMES[type(gen)](gen)


def delegate_of(gen: Generator) -> object:
    """What `gen` is suspended in by ``yield from`` or ``await``; None where it is not."""
    return _DELEGATES[type(gen)](gen)
