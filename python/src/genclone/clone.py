"""``clone()``: a second generator whose frame is a copy of the first one's.

It works by the *skeleton* route: the generator's own function is called with dummy arguments, which
runs none of its code, and gives an unstarted generator with a frame of the right size. Its slots,
its place in the code and its exception state are then replaced, its frame state last.

Nothing here knows a CPython version: that is `genclone.layout`'s business.
"""

import gc
import types
from types import CellType, CodeType, FunctionType
from typing import Any, cast

from . import copiers
from .errors import Refusal
from .frames import Frame, Slot, as_generator, is_generator, read_frame
from .layout import current
from .layouts.embedded import Generator, Suspension
from .ownership import NULL, TaggedInteger

_DUMMY = ()
"""Passed for every argument of a skeleton call. Iterable, because a generator expression's must be."""

_ATOMS = frozenset([int, str, float, complex, bool, bytes, types.NoneType, type(NULL), TaggedInteger])
"""Shared without a further look: whatever slots mostly hold."""

_HALF_BUILT = (list, dict, set)
"""What the value stack holds while a display, a comprehension or a call with ``*`` is under way."""


def clone(gen: Generator) -> Generator:
    """A second generator that goes on from where `gen` is, independently of it.

    What belongs to the frame is cloned: its slots, its place in the code, its exception state, its own
    cells (the inner functions that it holds are rebound to the new ones). So are the iterators and the
    generators that it holds, delegates among them. Everything else that the frame refers to is shared:
    the objects in its locals, the free variables that it captured from outside, pending ``with``
    managers. An object met twice is mapped once, so aliases stay aliases.

    A finished generator gives a finished one, an unstarted one an unstarted one. Costs time and memory
    linear in the slots of all generators cloned; chains of ``yield from`` take no recursion.
    No other thread may resume `gen` meanwhile.

    Raises:
        TypeError: `gen` is not a generator.
        Refusal: `gen`, or a generator that it holds, is running; or a slot holds something whose copy
            would not be safe or not be clear, as an open file. Nothing was changed.
        UnsupportedPython: this interpreter's layout is unknown or unproved.
    """
    if not is_generator(gen):
        raise TypeError(f"clone() takes a generator, not {type(gen).__name__!r}")
    return _Cloning(gen).result()


class _Member:
    """One of the generators that are cloned together, and where it was met."""

    def __init__(self, gen: Generator, where: "str | None") -> None:
        self.gen = gen
        self.where = where
        self.frame: Frame = read_frame(gen)
        if self.frame.state == "running":
            raise Refusal(
                where,
                f"The generator {gen.__qualname__} is running, and only a suspended one can be cloned.",
                "Clone it after it has yielded, from outside.",
            )


class _Cloning:
    """One call of `clone`: which generators and cells belong to it, and what became of each object."""

    def __init__(self, root: Generator) -> None:
        self._root = root
        self._members: dict[int, _Member] = {}
        # id -> the slot in which the cell lies
        self._own_cells: dict[int, str] = {}
        self._new_cells: list[tuple[CellType, CellType]] = []
        # id -> (the original, kept alive so that its id stays its own; what stands for it)
        self._mapped: dict[int, tuple[object, object]] = {}
        self._where: str = ""
        self._survey()

    def result(self) -> Generator:
        for member in self._members.values():
            self._remember(member.gen, _skeleton(member))
        entries = {key: self._entries(member) for key, member in self._members.items()}
        self._fill_cells()
        # All are looked at before the first is published: a published one that is dropped runs its finally.
        for member in self._members.values():
            _refuse_if_it_went_on(member)
        for key, member in self._members.items():
            self._publish(member, entries[key])
        return as_generator(self._mapped[id(self._root)][1])

    # --- which generators and cells are cloned together ---

    def _survey(self) -> None:
        """Finds every generator reachable through slots, cells and iterators. Takes no recursion."""
        pending: list[tuple[object, str | None]] = [(self._root, None)]
        seen: dict[int, object] = {}
        while pending:
            value, where = pending.pop()
            if id(value) in seen or type(value) in _ATOMS:
                continue
            if is_generator(value):
                seen[id(value)] = value
                member = _Member(as_generator(value), where)
                self._members[id(value)] = member
                pending += self._surveyed_slots(member)
            elif type(value) is not tuple and copiers.is_iterator(value):
                seen[id(value)] = value
                pending += [(part, where) for part in _parts(value)]

    def _surveyed_slots(self, member: _Member) -> "list[tuple[object, str | None]]":
        found: list[tuple[object, str | None]] = []
        for slot in member.frame.slots:
            path = _path(member, slot)
            if slot.kind in ("cell", "stack") and type(slot.holds) is CellType:
                self._own_cells[id(slot.holds)] = path
                found.append((_content(slot.holds), path))
            elif slot.kind != "free":
                found.append((slot.holds, path))
        return found

    # --- what stands for each object ---

    def _remember(self, original: object, stand_in: object) -> None:
        self._mapped[id(original)] = (original, stand_in)

    def _entries(self, member: _Member) -> "tuple[object, ...]":
        entries: list[object] = []
        for slot in member.frame.slots:
            self._where = _path(member, slot)
            entries.append(self._map_slot(slot))
        return tuple(entries)

    def _map_slot(self, slot: Slot) -> object:
        if slot.kind == "free":  # captured from outside: shared, unless its cell belongs to a member
            return self._map_cell(slot.holds) if type(slot.holds) is CellType else slot.holds
        if slot.sole and type(slot.holds) in _HALF_BUILT:
            half_built: Any = slot.holds
            return half_built.copy()
        return self._map(slot.holds)

    def _map(self, value: object) -> object:
        if type(value) in _ATOMS:
            return value
        known = self._mapped.get(id(value))
        if known is not None:
            return known[1]
        stand_in = self._stand_in(value)
        self._remember(value, stand_in)
        return stand_in

    def _stand_in(self, value: object) -> object:
        if type(value) is CellType:
            return self._map_cell(value)
        if type(value) is FunctionType:
            return self._map_function(value)
        if copiers.is_file(value):
            raise self._file_refusal(value)
        if copiers.is_iterator(value):
            return self._map_iterator(value)
        return value

    def _map_cell(self, cell: CellType) -> CellType:
        if id(cell) not in self._own_cells:
            return cell
        known = self._mapped.get(id(cell))
        if known is not None:
            return cast(CellType, known[1])
        twin = CellType()
        self._remember(cell, twin)
        self._new_cells.append((cell, twin))
        return twin

    def _fill_cells(self) -> None:
        """Contents come after the cells, because a function in a cell may be closed over that cell."""
        for cell, twin in self._new_cells:  # grows while it is walked
            self._where = self._own_cells[id(cell)]
            content = _content(cell)
            if content is not NULL:
                twin.cell_contents = self._map(content)

    def _map_function(self, function: FunctionType) -> FunctionType:
        closure = function.__closure__ or ()
        if not any(id(cell) in self._own_cells for cell in closure):
            return function
        return _rebound(function, tuple([self._map_cell(cell) for cell in closure]))

    def _map_iterator(self, iterator: object) -> object:
        if not copiers.can_copy(iterator):
            kind = type(iterator)
            raise Refusal(
                self._where,
                f"It holds an iterator of type {kind.__module__}.{kind.__qualname__}, which cannot be copied,"
                " and both generators would advance the same one.",
                "Give the type a __copy__ method, or iterate over a list of its items.",
            )
        return copiers.copy_iterator(iterator, self._map)

    def _file_refusal(self, file: object) -> Refusal:
        kind = type(file)
        return Refusal(
            self._where,
            f"It holds an open file ({kind.__module__}.{kind.__qualname__}), whose position both generators"
            " would move.",
            "Read the lines into a list first, or open the file anew in each generator.",
        )

    # --- raw writes ---

    def _publish(self, member: _Member, entries: "tuple[object, ...]") -> None:
        suspension = member.frame.suspension
        if suspension is None:  # finished: its skeleton was closed already
            return
        twin = as_generator(self._mapped[id(member.gen)][1])
        current().write(twin, suspension._replace(entries=entries))


def _refuse_if_it_went_on(member: _Member) -> None:
    now = read_frame(member.gen)
    before = member.frame.suspension
    if before is None or (now.suspension is not None and _unchanged(before, now.suspension)):
        return
    raise Refusal(
        member.where,
        f"The generator {member.gen.__qualname__} went on while it was being cloned.",
        "Do not resume it from a __copy__ method or from another thread.",
    )


def _unchanged(before: Suspension, now: Suspension) -> bool:
    def same(one: object, other: object) -> bool:
        return one == other if type(one) is TaggedInteger else one is other

    return (
        (before.state, before.resume) == (now.state, now.resume)
        and len(before.entries) == len(now.entries)
        and all(map(same, before.entries, now.entries))
    )


def _path(member: _Member, slot: Slot) -> str:
    return slot.path if member.where is None else f"{member.where} > {slot.path}"


def _content(cell: CellType) -> object:
    try:
        return cell.cell_contents
    except ValueError:
        return NULL


def _parts(iterator: object) -> "list[object]":
    """What an iterator owns, with the tuples in which some keep their inner iterators opened up."""
    parts: list[object] = []
    for part in gc.get_referents(iterator):
        parts += cast("tuple[object, ...]", part) if type(part) is tuple else (part,)
    return parts


def _skeleton(member: _Member) -> Generator:
    """An unstarted generator over the same code (a closed one for a finished original)."""
    gen = member.gen
    finished = member.frame.state == "finished"
    if finished:
        function = _function_of(gen.gi_code, {}, tuple([CellType() for _ in gen.gi_code.co_freevars]))
    else:
        function = current().function(gen)
        if function.__code__ is not gen.gi_code:  # somebody gave the function other code meanwhile
            free = tuple(cast(CellType, slot.holds) for slot in member.frame.slots if slot.kind == "free")
            function = _function_of(gen.gi_code, function.__globals__, free)
    skeleton = as_generator(_call_with_dummies(function))
    skeleton.__name__, skeleton.__qualname__ = gen.__name__, gen.__qualname__
    if finished:
        skeleton.close()
    return skeleton


def _function_of(code: CodeType, namespace: "dict[str, Any]", closure: "tuple[CellType, ...]") -> FunctionType:
    return FunctionType(code, namespace, code.co_name, None, closure)


def _call_with_dummies(function: FunctionType) -> object:
    code = function.__code__
    keywords = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    made: object = function(*[_DUMMY] * code.co_argcount, **dict.fromkeys(keywords, _DUMMY))
    return made


def _rebound(function: FunctionType, closure: "tuple[CellType, ...]") -> FunctionType:
    """`function` with another closure, and else the same in everything that a function has."""
    twin = FunctionType(function.__code__, function.__globals__, function.__name__, function.__defaults__, closure)
    twin.__kwdefaults__ = function.__kwdefaults__
    twin.__qualname__ = function.__qualname__
    twin.__module__ = function.__module__
    twin.__doc__ = function.__doc__
    twin.__dict__.update(function.__dict__)
    for name in ("__annotate__", "__type_params__"):
        if hasattr(function, name):
            setattr(twin, name, getattr(function, name))
    if getattr(function, "__annotate__", None) is None:  # else reading them would evaluate them (PEP 649)
        twin.__annotations__ = function.__annotations__
    return twin
