"""Copies of C iterators, field by field: what CPython itself copies wrongly, or not at all.

``__reduce__`` would have to do, but it calls user code (a list subclass's ``__iter__``, a sequence's
``__len__``), lists what is left of a dict or a set, which then no longer notices that it changes, and itertools
have it no more from 3.14 on. So a copy here is an empty instance of the type, whose fields are filled one by
one as `genclone.layouts.iterators` says what they are.

A type is copied so once it is proved: its size, which of its words are references (as its own
``tp_traverse`` says), and a sample whose fields are known. What cannot be proved is not copied.
"""

import ctypes
import gc
import itertools
import warnings
from array import array
from collections.abc import Callable
from typing import Any, Final, cast

from .errors import Refusal
from .kinds import defines, kind_of, mro
from .layouts import iterator_fields as field_types
from .layouts import iterator_samples, itertools_iterators
from .memory import SHIFT, TYPECODE, WORD, WORDS, give, objects_at, release
from .ownership import NULL, reference_count

Map = Callable[[object], Any]
"""What the clone has in place of an object: the object itself, or its copy."""

_LIST_ITERATOR: Final = type(iter(list[object]()))
_TUPLE_ITERATOR: Final = type(iter(tuple[object]()))

_blank: Final[Any] = ctypes.pythonapi["PyType_GenericAlloc"]
_blank.argtypes = [ctypes.py_object, ctypes.c_ssize_t]
_blank.restype = ctypes.py_object

_allocate: Final[Any] = ctypes.pythonapi["PyMem_Malloc"]
_allocate.argtypes = [ctypes.c_size_t]
_allocate.restype = ctypes.c_void_p


class _Shape:
    """A structure as words: which of them are references and of what sort, which are addresses, which just numbers.

    Attributes:
        structure: the transcription.
        size: of an instance, in words.
        at: the word in which a field lies.
        roles: the words that are references, and what sort they are of.
        arrays: the words that are addresses of `Indices`, and the word that says how many.
        plain: the words that go over as they are.
    """

    def __init__(self, structure: "type[field_types.CIterator]") -> None:
        self.structure = structure
        self.size = ctypes.sizeof(structure) // WORD
        self.at: dict[str, int] = {}
        self.roles: dict[int, type[field_types.Object]] = {}
        self.arrays: dict[int, int] = {}
        plain: set[int] = set()
        for name, kind in _fields_of(structure):
            self.at[name] = word = int(getattr(structure, name).offset) // WORD
            if issubclass(kind, field_types.Object):
                self.roles[word] = kind
            elif not issubclass(kind, (field_types.Indices, field_types.Borrowed)):
                plain.add(word)
        self.plain = sorted(plain)
        self.arrays = {self.at[name]: self.at[length] for name, length in structure.lengths.items()}


def _fields_of(structure: "type[field_types.CIterator]") -> "list[tuple[str, type]]":
    """The fields after the head of an object, with those of the structures that this one goes on from."""
    bases = [base for base in reversed(mro(structure)) if issubclass(base, field_types.CIterator)]
    return [field for base in bases[1:] for field in vars(base).get("_fields_", ())]


class _Moment:
    """What the fields of an iterator hold at one moment, with a reference to each object.

    Attributes:
        words: its words.
        held: the objects, by word; none for NULL.
        indices: the arrays, by word.
        sole: the words whose objects nothing else refers to.
    """

    def __init__(self, shape: _Shape, value: object) -> None:
        start = id(value) >> SHIFT
        self.words: list[int] = WORDS[start : start + shape.size].tolist()
        present = [word for word in shape.roles if self.words[word]]
        self.sole = {word for word in present if reference_count(self.words[word]) == 1}
        self.held: dict[int, Any] = dict(zip(present, objects_at([self.words[word] for word in present])))
        self.indices = {
            word: _array_at(self.words[word], len(self.held[length]) if length in shape.roles else self.words[length])
            for word, length in shape.arrays.items()
        }


def _array_at(address: int, length: int) -> "array[int]":
    return array(TYPECODE, WORDS[address >> SHIFT : (address >> SHIFT) + length])


# --- the interface ---


def can_copy(kind: type) -> bool:
    """Whether the instances of exactly this type can be copied here. Proves its layout when it is first asked."""
    return _proved(kind) is not None


def parts(value: object) -> "list[Any]":
    """The objects that `copy` will ask its `mapped` about, unless one that others are positions in is mapped."""
    asked: list[Any] = []

    def ask(part: object) -> object:
        asked.append(part)
        return part

    shape = _known(value)
    _stand_ins(shape, _Moment(shape, value), ask)
    return asked


def copy(value: object, mapped: Map) -> Any:
    """An iterator of the same type, at the same position as `value`, which moves on its own.

    `mapped` is asked for every object that the iterator is made of. Where it gives another container than the
    one that the position is in, what is left is listed instead (``__reduce__``). Constant, but for what was
    saved by `cycle` and for indices, which are copied. Runs no code but that of `mapped`.

    Raises:
        Refusal: `mapped` gave what CPython would not survive in the field in question.
    """
    shape = _known(value)
    if shape.structure is itertools_iterators.Grouper:
        return _copy_grouper(shape, value, mapped)
    now = _Moment(shape, value)
    stand_ins = _stand_ins(shape, now, mapped)
    for word, role in shape.roles.items():
        if role is field_types.Anchor and stand_ins.get(word) is not now.held.get(word):
            return _elsewhere(value, now.held[word], stand_ins[word], mapped)
        if role is field_types.Choice and word in now.held:
            stand_ins[word] = _chosen(shape, stand_ins, now, len(now.held[word]))
    return _filled(_blank(type(value), 0), shape, now, stand_ins)


def _filled(twin: object, shape: _Shape, now: _Moment, stand_ins: "dict[int, Any]") -> object:
    """Makes the empty `twin` whole. At every moment it can be traversed and dropped: numbers come last."""
    start = id(twin) >> SHIFT
    for word, stand_in in stand_ins.items():
        give([stand_in], WORDS[start + word : start + word + 1])
    for word, indices in now.indices.items():
        address = _allocate(WORD * len(indices))
        if not address:
            raise MemoryError
        WORDS[address >> SHIFT : (address >> SHIFT) + len(indices)] = memoryview(indices)
        WORDS[start + word] = address
    for word in shape.plain:
        WORDS[start + word] = now.words[word]
    return twin


# --- what stands for a field, by what it is ---


def checked_iterator(original: object, stand_in: object) -> object:
    """`stand_in`, which takes the place of an iterator.

    Raises:
        Refusal: it is none. CPython calls ``tp_iternext`` of it unasked, and would die.
    """
    if type(stand_in) is type(original) or defines(type(stand_in), "__next__"):
        return stand_in
    raise Refusal(
        None,
        f"The copy of a {type(original).__qualname__} is a {type(stand_in).__qualname__}, which is no iterator.",
        "Have its __copy__ method, or the copier registered for it, return an iterator.",
    )


def _stand_ins(shape: _Shape, now: _Moment, mapped: Map) -> "dict[int, Any]":
    """What the copy has in each word that is a reference."""
    return {
        word: _mapped_arguments(held, mapped)
        if shape.roles[word] is field_types.Source
        and word in now.sole
        and type(held) in (_TUPLE_ITERATOR, _LIST_ITERATOR)
        else _STAND_INS[shape.roles[word]](held, mapped)
        for word, held in now.held.items()
    }


def _mapped(held: object, mapped: Map) -> object:
    return mapped(held)


def _mapped_iterator(held: object, mapped: Map) -> object:
    return checked_iterator(held, mapped(held))


def _mapped_iterators(held: "tuple[Any, ...]", mapped: Map) -> object:
    addresses = _items_of_tuple(held).tolist()
    present = [address for address in addresses if address]
    twins = {id(iterator): _mapped_iterator(iterator, mapped) for iterator in objects_at(present)}
    twin = tuple([twins.get(address) for address in addresses])
    for index, address in enumerate(addresses):
        if not address:  # an iterator that zip_longest has let go of
            _items_of_tuple(twin)[index] = 0
            release([id(None)])
    return twin


def _mapped_arguments(held: Any, mapped: Map) -> object:
    """For an iterator that nobody else refers to, over a tuple (as of the arguments of `chain`) or such a list.

    What it gave out last may be what `chain` is in. What it gave out before is for nobody to reach, and the copy
    does not keep it alive.
    """
    shape = _known(held)
    now = _Moment(shape, held)
    at = shape.at["it_seq"]
    items, reached = now.held.get(at), now.words[shape.at["it_index"]]
    if type(items) is not tuple and not (type(items) is list and at in now.sole):
        return _mapped_iterator(held, mapped)
    given = cast("tuple[Any, ...] | list[Any]", items)
    done = max(reached - 1, 0)
    twin: Any = iter(type(given)([*[None] * done, *[mapped(item) for item in given[done:]]]))
    twin.__setstate__(reached)
    return twin


def _items_of_tuple(items: "tuple[Any, ...]") -> memoryview:
    start = (id(items) + tuple.__basicsize__) >> SHIFT
    return WORDS[start : start + len(items)]


def _mapped_pool(held: "tuple[Any, ...]", mapped: Map) -> object:
    stand_in: Any = mapped(held)
    if type(stand_in) is tuple and len(cast("tuple[Any, ...]", stand_in)) == len(held):
        return cast(object, stand_in)
    raise Refusal(
        None,
        f"An iterator chooses from a tuple of {len(held)} items, and that was mapped to something else.",
        "Map tuples to tuples of the same length.",
    )


def _mapped_pools(held: "tuple[Any, ...]", mapped: Map) -> object:
    return tuple([_mapped_pool(pool, mapped) for pool in held])


def _mapped_saved(held: "list[Any]", mapped: Map) -> object:
    stand_in: Any = mapped(held)
    return list[Any](stand_in)


def _spare(held: "tuple[Any, ...]", _: Map) -> object:
    return tuple([None] * len(held))


_STAND_INS: "dict[type[field_types.Object], Callable[[Any, Map], object]]" = {
    field_types.Object: _mapped,
    field_types.Iterator: _mapped_iterator,
    field_types.Source: _mapped_iterator,
    field_types.Iterators: _mapped_iterators,
    field_types.Anchor: _mapped,
    field_types.Pool: _mapped_pool,
    field_types.Pools: _mapped_pools,
    field_types.Saved: _mapped_saved,
    field_types.Spare: _spare,
    field_types.Choice: _spare,  # until it is known what it is chosen from
}


def _chosen(shape: _Shape, stand_ins: "dict[int, Any]", now: _Moment, length: int) -> "tuple[Any, ...]":
    """The combination that the indices say, out of the pools of the copy."""
    indices = now.indices[shape.at["indices"]]
    pools = stand_ins[shape.at["pools"]] if "pools" in shape.at else [stand_ins[shape.at["pool"]]] * length
    # A product that found a pool empty is over, and has noted a combination of nothing.
    return tuple([pool[index] if pool else None for pool, index in zip(pools, indices)])


# --- the cases that are different ---


def _elsewhere(value: Any, anchor: object, stand_in: object, mapped: Map) -> object:
    """An iterator over what `value` has left, for a container that was itself copied."""
    kind = kind_of(value)
    if type(stand_in) is type(anchor) and kind.__reduce__ is not object.__reduce__:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # from 3.12 on itertools announce 3.14
            make, arguments, *state = value.__reduce__()
        rebuilt: Any = make(*[mapped(argument) for argument in arguments])
        if type(rebuilt) in (kind, _LIST_ITERATOR):  # else a subclass has an __iter__ of its own
            if state and state[0] is not None:
                rebuilt.__setstate__(state[0])
            return rebuilt
    raise Refusal(
        None,
        f"A {kind.__qualname__} is a position in one {type(anchor).__qualname__}, and means nothing in its copy.",
        "Clone with values='share', or iterate over a list of its items.",
    )


def _copy_grouper(shape: _Shape, value: object, mapped: Map) -> object:
    """The group of a `groupby`. Only the one that its parent knows as the current one goes on.

    https://github.com/python/cpython/blob/v3.14.2/Modules/itertoolsmodule.c
    """
    held = _Moment(shape, value).held
    parent, key = held[shape.at["parent"]], held[shape.at["tgtkey"]]
    groups = _proved(itertools.groupby)
    twin_parent, twin_key = mapped(parent), mapped(key)
    if groups is None or itertools.groupby not in mro(kind_of(twin_parent)):
        raise Refusal(
            None,
            f"The copy of a groupby is a {type(twin_parent).__qualname__}, which has no groups.",
            "Have its __copy__ method, or the copier registered for it, return a groupby.",
        )
    current = groups.at["currgrouper"]
    is_current = WORDS[(id(parent) >> SHIFT) + current] == id(value)
    slot = (id(twin_parent) >> SHIFT) + current
    before = WORDS[slot]
    kind: Any = type(value)
    twin = kind(twin_parent, twin_key)  # which makes it the current one
    if twin_parent is parent or not is_current:
        WORDS[slot] = before
    return twin


# --- the proof ---


def _candidates() -> "dict[type[Any], list[tuple[_Shape, iterator_samples.Sample]]]":
    found: dict[type[Any], list[tuple[_Shape, iterator_samples.Sample]]] = {}
    for structure, sample in iterator_samples.LAYOUTS:
        kind = kind_of(sample.make(iter([1, 2, 3, 4])))
        found.setdefault(kind, []).append((_Shape(structure), sample))
    return found


KINDS: Final = _candidates()
"""The types that may be copied here, each with the structures that it may have."""

OVER_SEQUENCES: Final = frozenset(
    [kind for kind, ((shape, _), *_) in KINDS.items() if shape.structure in iterator_samples.OVER_SEQUENCES]
)
"""Those that refer to nothing but a sequence."""

OVER_DATA: Final = OVER_SEQUENCES | {
    kind for kind, ((shape, _), *_) in KINDS.items() if shape.structure in iterator_samples.OVER_TABLES
}
"""Those that refer to nothing but a container, and perhaps a key in it."""

_PROVED: "dict[type, _Shape | None]" = {}


def _proved(kind: type) -> "_Shape | None":
    if kind not in _PROVED:
        if kind not in KINDS:
            return None
        holding = [shape for shape, sample in KINDS[kind] if not differences(kind, shape, sample)]
        _PROVED[kind] = holding[0] if holding else None
    return _PROVED[kind]


def _known(value: object) -> _Shape:
    shape = _proved(type(value))
    if shape is None:
        raise unproved(value)
    return shape


def unproved(value: object) -> Refusal:
    """What is raised for a type whose layout is not what it is taken for."""
    return Refusal(
        None,
        f"The layout of a {type(value).__qualname__} on this interpreter is unknown.",
        "Iterate over a list of its items.",
    )


def differences(kind: type, shape: _Shape, sample: "iterator_samples.Sample") -> "list[str]":
    """What of `kind` differs from `shape`, in words; empty when it is proved.

    Follows no pointer that it has not compared, but for those of `Indices`, the last words left.
    """
    if kind.__basicsize__ != shape.size * WORD:
        return [f"a {kind.__name__} takes {kind.__basicsize__} bytes, not {shape.size * WORD}"]
    inner = iter([1, 2, 3, 4])
    value = sample.make(inner)
    item: Any = None
    for _ in range(sample.steps):
        item = next(value)
    words = WORDS[id(value) >> SHIFT : (id(value) >> SHIFT) + shape.size].tolist()
    visited = {id(part): part for part in gc.get_referents(value) if part is not kind}
    claimed = {words[word] for word in shape.roles if words[word]}
    if gc.is_tracked(value) and claimed != set(visited):
        return [f"the references of a {kind.__name__} are not where they should be"]
    known: dict[int, Any] = {
        id(iterator_samples.INNER): inner,
        id(iterator_samples.GROUPER): item[-1] if type(item) is tuple else None,
    }
    fields = dict(_fields_of(shape.structure))
    raw: Any = shape.structure.from_address(id(value))
    for name, said in sample.fields.items():
        word = words[shape.at[name]]
        expected: Any = known.get(id(said), said)
        same: bool
        if issubclass(fields[name], field_types.Indices):
            same = _array_at(word, len(expected)).tolist() == expected
        elif issubclass(fields[name], field_types.Iterators):
            same = _items_of_tuple(visited[word]).tolist() == [id(known.get(id(part), part)) for part in expected]
        elif issubclass(fields[name], ctypes.c_void_p):
            same = _is_at(word, expected, visited)
        else:
            same = getattr(raw, name) == expected
        if not same:
            return [f"{name} of a {kind.__name__} does not read {expected!r}"]
    return []


def _is_at(word: int, expected: object, visited: "dict[int, Any]") -> bool:
    if expected is NULL:
        return word == 0
    return word == id(expected) or (word in visited and visited[word] == expected)
