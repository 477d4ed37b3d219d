"""What CPython 3.11 and later have in common: the frame lies at the end of the generator object.

A version's own module transcribes its structures and says by which names the fields go; the
accessors, which are the same for all, are here.
"""

import ctypes
import sys
from array import array
from collections.abc import Iterator, Mapping
from types import AsyncGeneratorType, CodeType, CoroutineType, FunctionType, GeneratorType
from typing import Any, Final, NamedTuple

from ..exception_table import UNIT
from ..generators import Generator, code_of
from ..memory import BYTES, INTS, OBJECTS, RAW, SHIFT, TYPECODE, WORD, WORDS, entries_for, give, object_at, release
from ..ownership import NULL, TAG_MASK, References, is_immortal
from ..shapes import DUMMY, Shape, Shapes

OWNED_BY_GENERATOR: Final = 1
"""``FRAME_OWNED_BY_GENERATOR`` of ``enum _frameowner``, in every version since 3.11."""


class StateNumbers(NamedTuple):
    """The values of ``gi_frame_state``: ``enum _framestate`` of ``pycore_frame.h``."""

    created: int
    suspended: frozenset[int]
    executing: int
    finished: frozenset[int]


Capture = tuple["list[Any]", bytes, int, Any, FunctionType]
"""A suspended or unstarted generator's frame as it was at one moment.

What its slots hold, each with a reference; the memory before the slots that says where it goes on; the raw
state number; the exception being handled, None, or `NULL`; the function whose call made the generator. (A
plain tuple, because every clone makes one.)
"""


class EmbeddedFrameLayout:
    """Access to the frame inside a generator object. Satisfies `genclone.layout.Layout`.

    Attributes:
        resume_scale: how many bytes of bytecode one unit of the first of `resume_fields` is.
        names_last: whether that field names the last instruction; else it names the next one.
        depth_field: the frame's field that says how many slots are in use.
        shape: code object -> what all of its frames have in common.

    Args:
        name: the version in words, as ``CPython 3.12``.
        header: where the structures were transcribed from.
        frame: the transcription of ``_PyInterpreterFrame``; its last field is ``localsplus``.
        generator: the transcription of ``PyGenObject`` up to, and with, the frame (``iframe``).
        states: the state numbers.
        references: how slots refer to objects.
        code_field: the frame's field for the code object.
        function_field: the frame's field for the function.
        resume_fields: the frame's fields that say where execution goes on; the instruction pointer first. From
            it up to the slots everything is copied with the frame.
        debug_offsets: index in CPython's own table of offsets -> the field that it must agree with.
        allocation_collects: whether a garbage collection can come with any object that is made (to 3.11); else it
            waits for a call to end, or for a jump back.
    """

    resume_scale = 1
    depth_field = "stacktop"

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
        allocation_collects: bool = False,
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
        self.allocation_collects = allocation_collects
        self.exception_at = self.offset(generator, "exc_value") >> SHIFT
        self._resumable = states.suspended | {states.created}
        self.resume_length = (self.offset(frame, "localsplus") - self.offset(frame, resume_fields[0])) >> SHIFT
        self.shape = Shapes(self.slot_names, is_immortal(DUMMY)).of
        self.async_generator = generator
        self.names_last = resume_fields[0] != "instr_ptr"
        self._place()

    def _place(self) -> None:
        """Works out, once, where in a generator the parts lie that every clone reads."""
        frame = self.offset(self.generator, "iframe")
        self.names_at = self.offset(self.generator, "name") >> SHIFT
        self.state_at = self.offset(self.generator, "frame_state")
        self.slots_at = (frame + self.offset(self.frame, "localsplus")) >> SHIFT
        self.function_at = (frame + self.offset(self.frame, self.function_field)) >> SHIFT
        self.depth_at = frame + self.offset(self.frame, self.depth_field)

    # --- for the proof, and for those who look: one field at a time ---

    def sizes(self) -> "Iterator[tuple[type, int]]":
        """Types of CPython's own, with the ``__basicsize__`` that they must have."""
        size = self.offset(self.generator, "iframe") + self.offset(self.frame, "localsplus")
        for kind in (GeneratorType, CoroutineType, AsyncGeneratorType):
            yield kind, size

    def frame_address(self, gen: Generator) -> int:
        """Where the frame of `gen` lies."""
        return id(gen) + self.offset(self.generator, "iframe")

    def structures(self, gen: Generator) -> "list[tuple[type[ctypes.Structure], int]]":
        """The structure of `gen` itself and that of its frame, each with where it lies."""
        return [(self.generator, id(gen)), (self.frame, self.frame_address(gen))]

    @staticmethod
    def offset(structure: type[ctypes.Structure], field: str) -> int:
        """The offset of `field` in `structure`, in bytes."""
        descriptor: Any = getattr(structure, field)
        return int(descriptor.offset)

    def field(self, gen: Generator, name: str) -> int:
        """The raw value of a scalar or pointer field of `gen`'s frame; 0 for a NULL pointer."""
        raw: Any = getattr(self.frame.from_address(self.frame_address(gen)), name)
        return int(raw or 0)

    def flag(self, gen: Generator, name: str) -> int:
        """The raw value of a flag of the async generator object itself."""
        return BYTES[id(gen) + self.offset(self.async_generator, name)]

    def set_flag(self, gen: Generator, name: str, value: int) -> None:
        """Writes a flag of the async generator object itself."""
        BYTES[id(gen) + self.offset(self.async_generator, name)] = value

    def copy_finalizer(self, gen: Generator, twin: Generator) -> None:
        """Gives the async generator `twin`, which has none, the finaliser that an event loop gave `gen`."""
        offset = self.offset(self.async_generator, "origin_or_finalizer")
        source, target = (id(gen) + offset) >> SHIFT, (id(twin) + offset) >> SHIFT
        if WORDS[source] and not WORDS[target]:
            give([OBJECTS[source]], WORDS[target : target + 1])

    def exception_word(self, gen: Generator) -> int:
        """The address of the exception being handled; 0 for none."""
        return WORDS[(id(gen) >> SHIFT) + self.exception_at]

    def words(self, gen: Generator) -> "memoryview":
        """The frame's slots as raw words: locals, cells, free variables, then the whole value stack."""
        code = code_of(gen)
        start = self.slots_index(gen)
        return WORDS[start : start + self.shape(code).below + code.co_stacksize]

    def slots_index(self, gen: Generator) -> int:
        """The index in `WORDS` of the first slot."""
        return (id(gen) >> SHIFT) + self.slots_at

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

    # --- what a clone is made of ---

    def state(self, gen: Generator) -> int:
        """The raw state number."""
        return BYTES[id(gen) + self.state_at]

    def used(self, gen: Generator) -> int:
        """How many slots are in use: those below the value stack plus its depth."""
        return INTS[(id(gen) + self.depth_at) >> 2]

    def function(self, gen: Generator) -> "FunctionType | None":
        """The function whose call made `gen`, be it running or not; None once it is finished."""
        at = (id(gen) >> SHIFT) + self.function_at
        if self.state(gen) not in self.states.finished and WORDS[at] & TAG_MASK:
            return object_at(WORDS[at] & ~TAG_MASK)  # immortal, so it is there whatever happens meanwhile
        return None if BYTES[id(gen) + self.state_at] in self.states.finished else OBJECTS[at]

    def capture(self, gen: Generator) -> "Capture | None":
        """Takes down the frame of `gen`; None for one that is running or finished. Linear in its slots.

        A finaliser or another thread may resume or close the generator at any call made here, and what
        the slots held may then be gone. So the addresses are read first, and after the last call all is
        looked at once more: between that and the moment when the references are taken nothing can run.
        """
        address = id(gen)
        state_at, handled_at = address + self.state_at, (address >> SHIFT) + self.exception_at
        function_at, slots = (address >> SHIFT) + self.function_at, (address >> SHIFT) + self.slots_at
        start = slots - self.resume_length
        while True:
            state = BYTES[state_at]
            if state not in self._resumable:
                return None
            live = WORDS[start : slots + self.used(gen)]
            words = array(TYPECODE, live.tobytes())
            handled = WORDS[handled_at]
            pointers = self.references.pointers(words[self.resume_length :])
            pointers.extend((WORDS[function_at] & ~TAG_MASK, handled or id(NULL)))
            everything = entries_for(pointers)
            spare: list[Any] = []
            del spare  # the list made below is this one anew: to 3.11, memory for another could be had by a collection
            if BYTES[state_at] == state and WORDS[handled_at] == handled and live == words:
                entries = OBJECTS[everything]
                exception, function = entries.pop(), entries.pop()
                self.references.put_numbers(entries, words[self.resume_length :])
                return entries, words[: self.resume_length].tobytes(), state, exception, function

    def resume_offset(self, code: CodeType, capture: Capture) -> int:
        """Where in the bytecode of `code` the frame that was captured goes on, in bytes."""
        pointer = int.from_bytes(capture[1][:WORD], sys.byteorder)
        offset = pointer - id(code) - CodeType.__basicsize__  # the bytecode is the end of the code object
        return offset + UNIT if self.names_last else offset

    def become(
        self, gen: Generator, shape: Shape, capture: Capture, entries: "list[Any]", exception: object = NULL
    ) -> None:
        """Makes `gen`, unstarted and of the same code, what `capture` is, but with `entries` in its slots.

        The references that `entries` owns go to the frame; the list is not to be used afterwards. Linear in
        the slots, in C to 3.13.

        The state is published last, after the depth of the stack, and that after what is on the stack: a
        collection in between finds a generator that can be traversed, and an interrupt one that can be
        dropped.
        """
        slots = (id(gen) >> SHIFT) + self.slots_at
        if exception is not NULL:
            self._set_exception(gen, exception)
        replaced = self.references.replace(entries, slots, shape.filled)
        RAW[(slots - self.resume_length) << SHIFT : slots << SHIFT] = capture[1]
        BYTES[id(gen) + self.state_at] = capture[2]
        if replaced:
            release(replaced)

    def _set_exception(self, gen: Generator, handled: object) -> None:
        at = (id(gen) >> SHIFT) + self.exception_at
        give([handled], WORDS[at : at + 1])


STACK_POINTER: Final = 1
"""Index of the stack pointer among the words that say where a frame goes on: it comes right after ``instr_ptr``."""


class StackPointerFrameLayout(EmbeddedFrameLayout):
    """From 3.14: the depth of the value stack is kept as an absolute pointer, so it is rebased."""

    depth_field = "stackpointer"

    def used(self, gen: Generator) -> int:
        return (WORDS[(id(gen) + self.depth_at) >> SHIFT] >> SHIFT) - self.slots_index(gen)

    def become(
        self, gen: Generator, shape: Shape, capture: Capture, entries: "list[Any]", exception: object = NULL
    ) -> None:
        slots = (id(gen) >> SHIFT) + self.slots_at
        start = slots - self.resume_length
        used = len(entries)
        filled = self.used(gen)  # a generator expression of 3.15 has its iterator on the stack from the first
        if exception is not NULL:
            self._set_exception(gen, exception)
        replaced = self.references.replace(entries, slots, shape.filled if filled == shape.below else filled)
        # The pointer is right before and after: it is never another frame's.
        RAW[(start + STACK_POINTER + 1) << SHIFT : slots << SHIFT] = capture[1][(STACK_POINTER + 1) << SHIFT :]
        RAW[start << SHIFT : (start + 1) << SHIFT] = capture[1][: 1 << SHIFT]
        WORDS[start + STACK_POINTER] = (slots + used) << SHIFT
        BYTES[id(gen) + self.state_at] = capture[2]
        if replaced:
            release(replaced)
