"""All that is read of a generator, at one moment."""

from types import CodeType, FrameType
from typing import Any, NamedTuple, cast

from ..frames import State, state_of
from ..generators import Generator, code_of, frame_of
from ..layout import current
from ..layouts.embedded import Capture, EmbeddedFrameLayout
from ..memory import OBJECTS, SHIFT, WORDS
from ..ownership import NULL, TAG_MASK, TaggedInteger, TaggedReferences
from .attributes import Attribute, attributes_of
from .delegates import Delegate, delegates_of
from .memories import Memory, memories_of


class Moment(NamedTuple):
    """What was read.

    Attributes:
        layout: the layout by which it was read.
        gen: the generator.
        state: where it was in its life.
        code: the code that it runs.
        lasti: the offset of its current instruction; None once it is over.
        line: the line that it was at; None where it was at none.
        memories: the bytes of the generator and of its frame.
        entries: what the slots in use held, each with a reference; empty where they are not readable.
        words: the words of these slots.
        exception: the exception being handled, None, or `NULL`.
        delegates: the chain of what it waited for.
        attributes: the documented attributes.
        known: objects that the structures may point to, each with a reference, by address.
    """

    layout: EmbeddedFrameLayout
    gen: Generator
    state: State
    code: CodeType
    lasti: "int | None"
    line: "int | None"
    memories: "tuple[Memory, ...]"
    entries: "list[Any]"
    words: "list[int]"
    exception: object
    delegates: "tuple[Delegate, ...]"
    attributes: "tuple[Attribute, ...]"
    known: "dict[int, object]"

    @property
    def is_tagged(self) -> bool:
        """Whether the low bits of the words of slots say how they refer to an object (3.14 on)."""
        return type(self.layout.references) is TaggedReferences

    @property
    def is_over(self) -> bool:
        """Whether the generator has no frame any more."""
        return self.state == "finished"


def moment_of(gen: Generator) -> Moment:
    """Reads `gen`. Linear in its slots and in the chain of its delegates.

    Should a finaliser or another thread resume it meanwhile, it begins again.

    Raises:
        UnsupportedPython: this interpreter's layout is unknown or unproved.
    """
    layout = cast(EmbeddedFrameLayout, current())
    frame = frame_of(gen)
    while True:
        capture = layout.capture(gen)
        if capture is None:  # running or finished
            return _moment(layout, gen, frame, [], [])
        entries = capture[0]
        start = layout.slots_index(gen)
        moment = _moment(layout, gen, frame, entries, WORDS[start : start + len(entries)].tolist())
        if layout.state(gen) == capture[2] and _agrees(moment, capture):
            return moment


def _moment(
    layout: EmbeddedFrameLayout, gen: Generator, frame: "FrameType | None", entries: "list[Any]", words: "list[int]"
) -> Moment:
    state = state_of(layout, gen)
    exception = _exception(layout, gen)
    attributes = attributes_of(gen, frame)
    return Moment(
        layout=layout,
        gen=gen,
        state=state,
        code=code_of(gen),
        lasti=None if frame is None or frame.f_lasti < 0 else frame.f_lasti,
        line=None if frame is None else frame.f_lineno,
        memories=memories_of(layout, gen),
        entries=entries,
        words=words,
        exception=exception,
        delegates=delegates_of(layout, gen),
        attributes=attributes,
        known=_known(layout, gen, exception, attributes),
    )


def _agrees(moment: Moment, capture: Capture) -> bool:
    """Whether the bytes and words read later are those that were captured, to the last reference."""
    layout = moment.layout
    resume = layout.offset(layout.frame, layout.resume_fields[0])
    is_same_place = moment.memories[-1].contents[resume:] == capture[1]
    return is_same_place and all(map(_refers, moment.words, moment.entries))


def _refers(word: int, held: object) -> bool:
    if word & TAG_MASK == TAG_MASK or not word & ~TAG_MASK:
        return type(held) is TaggedInteger or held is NULL
    return word & ~TAG_MASK == id(held)


def _exception(layout: EmbeddedFrameLayout, gen: Generator) -> object:
    """Read and referenced in one step, because the exception of a running generator may be replaced at any time."""
    try:
        return OBJECTS[(id(gen) >> SHIFT) + layout.exception_at]
    except ValueError:
        return NULL


_TRACEBACK: Any = BaseException.__dict__["__traceback__"]


def _known(
    layout: EmbeddedFrameLayout, gen: Generator, exception: object, attributes: "tuple[Attribute, ...]"
) -> "dict[int, object]":
    """Whatever pointer is compared with these need not be followed: a live object's address is its own alone."""
    objects = [type(gen), FrameType, exception, type(exception), *[attribute.value for attribute in attributes]]
    if issubclass(type(exception), BaseException):
        objects.append(_TRACEBACK.__get__(exception))
    if layout.function_field != layout.code_field:
        objects.append(layout.function(gen))
    return {id(held): held for held in objects}
