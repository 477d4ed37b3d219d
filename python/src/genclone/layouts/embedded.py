"""What CPython 3.11 and later have in common: the frame lies at the end of the generator object.

A version's own module transcribes its structures and says by which names the fields go; the
accessors, which are the same for all, are here.
"""

import ctypes
from collections.abc import Iterator, Mapping
from types import CodeType, FunctionType, GeneratorType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..ownership import NULL, TAG_MASK, PlainReferences, References, Word, object_at

if TYPE_CHECKING:
    Generator = GeneratorType[Any, Any, Any]
else:
    Generator = GeneratorType  # subscriptable from 3.13 on only

OWNED_BY_GENERATOR: Final = 1
"""``FRAME_OWNED_BY_GENERATOR`` of ``enum _frameowner``, in every version since 3.11."""


class StateNumbers(NamedTuple):
    """The values of ``gi_frame_state``: ``enum _framestate`` of ``pycore_frame.h``."""

    created: int
    suspended: frozenset[int]
    executing: int
    finished: frozenset[int]


class Suspension(NamedTuple):
    """What a generator's frame is, all of it: enough to make a second one.

    Attributes:
        state: the raw state number.
        resume: the raw fields that say where execution goes on.
        entries: what the locals, cells, free variables and the value stack hold, in frame order.
        sole: the indices in `entries` of value stack entries that nothing but the frame refers to.
        exception: the exception being handled, None, or `NULL`.
    """

    state: int
    resume: tuple[int, ...]
    entries: tuple[object, ...]
    sole: frozenset[int]
    exception: object


_POINTERS = PlainReferences()


class EmbeddedFrameLayout:
    """Access to the frame inside a generator object. Satisfies `genclone.layout.Layout`.

    Attributes:
        resume_scale: how many bytes of bytecode one unit of the first of `resume_fields` is.

    Args:
        name: the version in words, as ``CPython 3.12``.
        header: where the structures were transcribed from.
        frame: the transcription of ``_PyInterpreterFrame``; its last field is ``localsplus``.
        generator: the transcription of ``PyGenObject`` up to, and with, the frame (``iframe``).
        states: the state numbers.
        references: how slots refer to objects.
        code_field: the frame's field for the code object.
        function_field: the frame's field for the function.
        resume_fields: the frame's fields that say where execution goes on.
        debug_offsets: index in CPython's own table of offsets -> the field that it must agree with.
    """

    resume_scale = 1

    def __init__(
        self,
        *,
        name: str,
        header: str,
        frame: type[ctypes.Structure],
        generator: type[ctypes.Structure],
        states: StateNumbers,
        references: References,
        code_field: str,
        function_field: str,
        resume_fields: tuple[str, ...],
        debug_offsets: Mapping[int, tuple[type[ctypes.Structure], str]],
    ) -> None:
        self.name = name
        self.header = header
        self.frame = frame
        self.generator = generator
        self.states = states
        self.references = references
        self.code_field = code_field
        self.function_field = function_field
        self.resume_fields = resume_fields
        self.debug_offsets = debug_offsets
        self._exception_offset = self.offset(generator, "exc_value")
        self._slots_offset = self.offset(frame, "localsplus")

    def sizes(self) -> "Iterator[tuple[type, int]]":
        """Types of CPython's own, with the ``__basicsize__`` that they must have."""
        yield GeneratorType, self.offset(self.generator, "iframe") + self._slots_offset

    def frame_address(self, gen: Generator) -> int:
        """Where the frame of `gen` lies."""
        return id(gen) + self.offset(self.generator, "iframe")

    @staticmethod
    def offset(structure: type[ctypes.Structure], field: str) -> int:
        """The offset of `field` in `structure`, in bytes."""
        descriptor: Any = getattr(structure, field)
        return int(descriptor.offset)

    def field(self, gen: Generator, name: str) -> int:
        """The raw value of a scalar or pointer field of `gen`'s frame; 0 for a NULL pointer."""
        raw: Any = getattr(self.frame.from_address(self.frame_address(gen)), name)
        return int(raw or 0)

    def state(self, gen: Generator) -> int:
        """The raw state number."""
        return ctypes.c_int8.from_address(self._state_address(gen)).value

    def exception_word(self, gen: Generator) -> int:
        """The address of the exception being handled; 0 for none."""
        return Word.from_address(id(gen) + self._exception_offset).value

    def words(self, gen: Generator) -> "ctypes.Array[ctypes.c_size_t]":
        """The frame's slots as raw words: locals, cells, free variables, then the whole value stack."""
        code: CodeType = gen.gi_code
        capacity = len(self.slot_names(code)) + code.co_stacksize
        return (Word * capacity).from_address(self.frame_address(gen) + self._slots_offset)

    @staticmethod
    def slot_names(code: CodeType) -> "tuple[tuple[str, str], ...]":
        """The name and the kind (``local``, ``cell``, ``free``) of each slot below the value stack.

        An argument that inner functions capture is one slot, at the argument's place.
        """
        cells = set(code.co_cellvars)
        names = [(name, "cell" if name in cells else "local") for name in code.co_varnames]
        cells.difference_update(code.co_varnames)
        names += [(name, "cell") for name in code.co_cellvars if name in cells]
        names += [(name, "free") for name in code.co_freevars]
        return tuple(names)

    def identity(self, gen: Generator, function: FunctionType) -> "Iterator[tuple[str, object, object]]":
        """What must hold of the frame of a `gen` that `function` made: what about, as read, as it must be."""
        yield "the owner of its frame", self.field(gen, "owner"), OWNED_BY_GENERATOR
        yield "its function", self.field(gen, self.function_field) & ~TAG_MASK, id(function)

    def function(self, gen: Generator) -> FunctionType:
        """The function whose call made `gen`. Only while its frame is not cleared."""
        function = self.references.read(self.field(gen, self.function_field))
        assert isinstance(function, FunctionType)
        return function

    def used(self, gen: Generator) -> int:
        """How many slots are in use: those below the value stack plus its depth."""
        return self.field(gen, "stacktop")

    def set_used(self, gen: Generator, used: int) -> None:
        """Says how many slots are in use, once what they hold is in place."""
        self._write(gen, "stacktop", used)

    def read(self, gen: Generator) -> Suspension:
        """The whole frame of `gen`, which must be created or suspended. Linear in its slots."""
        used = self.used(gen)
        below = len(self.slot_names(gen.gi_code))
        raw = self.words(gen)[:used]
        sole = frozenset(i for i in range(below, used) if self.references.is_sole(raw[i]))
        handled = self.exception_word(gen)
        return Suspension(
            state=self.state(gen),
            resume=tuple(self.field(gen, name) for name in self.resume_fields),
            entries=tuple(self.references.read(word) for word in raw),
            sole=sole,
            exception=object_at(handled) if handled else NULL,
        )

    def write(self, gen: Generator, suspension: Suspension) -> None:
        """Makes `gen`, unstarted and of the same code, what `suspension` says. Linear in its slots.

        The state is published last, and every slot is valid at every moment: a collection, or an
        exception between two lines here, finds a generator that can be traversed and dropped.
        """
        words = self.words(gen)
        below = self.used(gen)
        for index, held in enumerate(suspension.entries):
            before = words[index] if index < below else None
            words[index] = self.references.own(held)
            if before is not None:
                self.references.release(before)
        self.set_used(gen, len(suspension.entries))
        self._set_exception(gen, suspension.exception)
        for name, value in zip(self.resume_fields, suspension.resume, strict=True):
            self._write(gen, name, value)
        ctypes.c_int8.from_address(self._state_address(gen)).value = suspension.state

    def _state_address(self, gen: Generator) -> int:
        return id(gen) + self.offset(self.generator, "frame_state")

    def _set_exception(self, gen: Generator, handled: object) -> None:
        Word.from_address(id(gen) + self._exception_offset).value = _POINTERS.own(handled)

    def _write(self, gen: Generator, name: str, value: int) -> None:
        setattr(self.frame.from_address(self.frame_address(gen)), name, value)


class StackPointerFrameLayout(EmbeddedFrameLayout):
    """From 3.14: the depth of the value stack is kept as an absolute pointer, so it is rebased."""

    def used(self, gen: Generator) -> int:
        return (self.field(gen, "stackpointer") - ctypes.addressof(self.words(gen))) // ctypes.sizeof(Word)

    def set_used(self, gen: Generator, used: int) -> None:
        self._write(gen, "stackpointer", ctypes.addressof(self.words(gen)) + used * ctypes.sizeof(Word))
