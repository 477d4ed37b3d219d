"""``inspect_frame()``: all that can be read of a generator without running any code."""

from dataclasses import dataclass
from types import CellType, CodeType
from typing import Literal, NamedTuple, cast

from ..frames import Kind, State
from ..generators import KINDS, as_generator, is_generator
from ..memory import WORD
from ..ownership import TAG_MASK, is_immortal
from ..survey import content_of
from .attributes import Attribute
from .bytecode import Handler, Instruction, blocks, covering, instructions
from .delegates import Delegate
from .handled import ExceptionState, exception_state
from .memories import fields_of
from .moment import Moment, moment_of
from .structs import Struct, structs_of
from .text import report
from .words import plain

Tag = Literal["owned", "borrowed", "immortal", "integer", "null"]


class SlotPicture(NamedTuple):
    """One slot.

    Attributes:
        name: the variable's name; for the value stack the index from its bottom, as ``0``.
        kind: ``local``, ``cell``, ``free`` or ``stack``.
        value: what it holds; for a cell what the cell holds. `NULL` for nothing, a `TaggedInteger` for a number
            that lies in the slot itself.
        cell: the cell; None where the slot holds none.
        word: the raw word.
        tag: how the word refers to the object: it is ``owned``, a counted reference; from 3.14 on it may be
            ``borrowed`` from a local of the same frame, or uncounted because the object is ``immortal``; it is an
            ``integer`` and refers to none; or it is ``null``.
        lender: the local that it borrows from; empty where it does not borrow.
        offset: where the slot lies in the frame's structure, in bytes.
    """

    name: str
    kind: Kind
    value: object
    cell: "CellType | None"
    word: int
    tag: Tag
    lender: str
    offset: int


@dataclass(frozen=True, eq=False, repr=False)
class FrameInspection:
    """A picture of a generator and its frame at one moment.

    It does not change when the generator goes on. It has references to what it shows, so as long as it is kept
    that is kept alive; it has none to the generator, to its frame object, or to the frame that resumed it.
    Printed, it is a report without addresses, in which plain scalars are shown and all else by its type.

    Attributes:
        kind: ``generator``, ``coroutine`` or ``async generator``.
        name: its ``__name__``.
        qualname: its ``__qualname__``.
        state: ``created``, ``suspended``, ``delegating``, ``running`` or ``finished``.
        line: the line that it is at; None once it is finished.
        lasti: the offset of its current instruction in the bytecode; None where there is none.
        slots: in frame order: locals and cells, free variables, then the value stack from its bottom. Empty
            where they are not readable.
        unreadable: why the slots are not readable; empty where they are.
        exception: what it is handling.
        delegates: what it waits for by ``yield from`` or ``await``, what that waits for, down to the innermost.
        attributes: what the ``inspect`` module documents for generators of its kind, and for frames.
        structs: its structure and its frame's, field by field; 3.10 has given a finished one's frame up.
        handlers: what an exception raised where it is leads to: the entry of the exception table (3.11 on), or
            the blocks that the frame is in, the outermost first (3.10).
        code: the code that it runs.
        layout: the name of the layout that it was read by, as ``CPython 3.14``.
    """

    kind: str
    name: str
    qualname: str
    state: State
    line: "int | None"
    lasti: "int | None"
    slots: "tuple[SlotPicture, ...]"
    unreadable: str
    exception: ExceptionState
    delegates: "tuple[Delegate, ...]"
    attributes: "tuple[Attribute, ...]"
    structs: "tuple[Struct, ...]"
    handlers: "tuple[Handler, ...]"
    code: CodeType
    layout: str

    @property
    def bytecode(self) -> "tuple[Instruction, ...]":
        """The instructions of its code, with the current one marked. Worked out each time; linear in the code."""
        return instructions(self.code, self.lasti)

    def __str__(self) -> str:
        return report(self)

    def __repr__(self) -> str:
        return f"<picture of the {self.kind} {self.qualname}, {self.state}>"


def inspect_frame(gen: object) -> FrameInspection:
    """All that can be read of `gen`: slots, state, exceptions, delegates, attributes and the raw structures.

    Changes nothing, but that CPython makes a frame object for it, as for whoever reads ``gi_frame``; and runs no
    code of anybody's: no ``__repr__``, no ``__eq__``, no ``__class__``. Linear in the slots, in the chain of
    delegates and in that of exceptions.

    A running generator's slots lie in the interpreter's own hands: they are not read, everything else is. No
    other thread may run it meanwhile.

    What the structures rest on: ``Include/internal/pycore_interpframe_structs.h`` and its forerunners,
    https://github.com/python/cpython/blob/v3.14.2/Include/internal/pycore_interpframe_structs.h

    Args:
        gen: a generator, a coroutine or an async generator, in any state.

    Raises:
        TypeError: `gen` is nothing of the kind.
        UnsupportedPython: this interpreter's layout is unknown or unproved.
    """
    if not is_generator(gen):
        raise TypeError(
            f"inspect_frame() takes a generator, a coroutine or an async generator, not {type(gen).__name__!r}"
        )
    return _picture(moment_of(as_generator(gen)))


def _picture(moment: Moment) -> FrameInspection:
    gen = moment.gen
    return FrameInspection(
        kind=KINDS[type(gen)],
        name=plain(gen.__name__),
        qualname=plain(gen.__qualname__),
        state=moment.state,
        line=moment.line,
        lasti=moment.lasti,
        slots=_slots(moment),
        unreadable=_UNREADABLE.get(moment.state, ""),
        exception=exception_state(moment.exception),
        delegates=moment.delegates,
        attributes=moment.attributes,
        structs=structs_of(moment),
        handlers=_handlers(moment),
        code=moment.code,
        layout=moment.layout.name,
    )


_UNREADABLE: "dict[State, str]" = {
    "running": "it is running: its slots change under the interpreter's hands, and are not read",
    "finished": "it is finished: its slots are released",
}


def _slots(moment: Moment) -> "tuple[SlotPicture, ...]":
    shape = moment.layout.shape(moment.code)
    names = [*shape.names, *[(str(index), "stack") for index in range(len(moment.entries) - shape.below)]]
    first = moment.layout.offset(moment.layout.frame, "localsplus")
    lenders = _lenders(moment, shape.below)
    slots: list[SlotPicture] = []
    for index, ((name, kind), held, word) in enumerate(zip(names, moment.entries, moment.words)):
        tag = _tag(held, word, moment.is_tagged)
        cell = held if kind in ("cell", "free") and type(held) is CellType else None
        value = held if cell is None else content_of(cell)
        lender = lenders.get(word & ~TAG_MASK, "") if tag == "borrowed" else ""
        slots.append(SlotPicture(name, cast(Kind, kind), value, cell, word, tag, lender, first + index * WORD))
    return tuple(slots)


def _lenders(moment: Moment, below: int) -> "dict[int, str]":
    """Address of an object -> the first local that owns a reference to it."""
    owners: dict[int, str] = {}
    for (name, _), word in zip(moment.layout.shape(moment.code).names, moment.words[:below]):
        owners.setdefault(word, name)
    return owners


def _tag(held: object, word: int, is_tagged: bool) -> Tag:
    if word & TAG_MASK == TAG_MASK:
        return "integer"
    if not word & ~TAG_MASK:
        return "null"
    if not is_tagged or not word & TAG_MASK:
        return "owned"
    return "immortal" if is_immortal(held) else "borrowed"


def _handlers(moment: Moment) -> "tuple[Handler, ...]":
    if moment.lasti is None or moment.is_over:
        return ()
    frame = moment.memories[-1]
    if "f_blockstack" not in fields_of(frame.layout):
        return covering(moment.code, moment.lasti)
    return blocks(frame.array("f_blockstack"), frame.value("f_iblock"))
