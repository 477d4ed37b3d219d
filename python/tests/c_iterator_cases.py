"""One iterator of each type that is written in C, and how what becomes of it is compared."""

import array
import contextlib
import io
import itertools
import re
import struct
import sys
from collections import OrderedDict, deque

from genclone import copiers

MOST = 12  # items taken of an iterator that may be endless


class Mapping:
    """Maps what is copied, once each, and the methods of what is copied; shares the rest."""

    def __init__(self):
        self.known = {}
        self.kept = []

    def __call__(self, value):
        owner = getattr(value, "__self__", None)
        if owner is not None and copiers.is_copied(owner):
            return getattr(self(owner), value.__name__)
        if not copiers.is_copied(value):
            return value
        if id(value) not in self.known:
            self.known[id(value)] = copiers.copy_iterator(value, self)
            self.kept.append(value)
        return self.known[id(value)]


def twin_of(value):
    return Mapping()(value)


def itself(value):
    return value


class Item:
    """Something that can be ordered, hashed and added, and whose end can be seen."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Item({self.name})"

    def __lt__(self, other):
        return self.name < other.name

    def __add__(self, other):
        return self


class Sequence:
    def __init__(self, items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self):
        return len(self.items)


def is_early(item):
    return item.name in "ab"


def pair(one, other):
    return one, other


def numbered(items):
    return dict(enumerate(items))


def keyed(items):
    return {item: index for index, item in enumerate(items)}


OVER_ITEMS = {
    "list": iter,
    "reversed list": reversed,
    "tuple": lambda items: iter(tuple(items)),
    "reversed tuple": lambda items: reversed(tuple(items)),
    "sequence": lambda items: iter(Sequence(items)),
    "reversed sequence": lambda items: reversed(Sequence(items)),
    "dict keys": lambda items: iter(keyed(items)),
    "dict values": lambda items: iter(numbered(items).values()),
    "dict items": lambda items: iter(numbered(items).items()),
    "reversed dict keys": lambda items: reversed(keyed(items)),
    "reversed dict values": lambda items: reversed(numbered(items).values()),
    "reversed dict items": lambda items: reversed(numbered(items).items()),
    "dict with holes": lambda items: iter({**dict.fromkeys(range(2)), **numbered(items)}.values()),
    "set": lambda items: iter(set(items)),
    "frozenset": lambda items: iter(frozenset(items)),
    "odict keys": lambda items: iter(OrderedDict(keyed(items))),
    "odict values": lambda items: iter(OrderedDict(numbered(items)).values()),
    "odict items": lambda items: iter(OrderedDict(numbered(items)).items()),
    "reversed odict items": lambda items: reversed(OrderedDict(numbered(items)).items()),
    "deque": lambda items: iter(deque(items)),
    "reversed deque": lambda items: reversed(deque(items)),
    "enumerate": lambda items: enumerate(items, 5),
    "enumerate of large numbers": lambda items: enumerate(items, sys.maxsize - 2),
    "zip": lambda items: zip(items, reversed(items)),
    "zip of nothing": lambda items: zip(),
    "zip of different lengths": lambda items: zip(items, items[:2]),
    "strict zip": lambda items: zip(items, items, strict=True),
    "strict zip that fails": lambda items: zip(items, items[:2], strict=True),
    "map": lambda items: map(pair, items, reversed(items)),
    "filter": lambda items: filter(is_early, items),
    "accumulate": lambda items: itertools.accumulate(items),
    "accumulate with a function": lambda items: itertools.accumulate(items, pair, initial=None),
    "chain": lambda items: itertools.chain(items, items[:1], reversed(items)),
    "chain of iterators": lambda items: itertools.chain(iter(items), (), iter(items)),
    "chain from iterable": lambda items: itertools.chain.from_iterable([items, [], items]),
    "combinations": lambda items: itertools.combinations(items, 2),
    "combinations of none": lambda items: itertools.combinations(items, 0),
    "combinations of too many": lambda items: itertools.combinations(items, 9),
    "combinations with replacement": lambda items: itertools.combinations_with_replacement(items, 2),
    "permutations": lambda items: itertools.permutations(items, 2),
    "permutations of all": lambda items: itertools.permutations(items[:3]),
    "product": lambda items: itertools.product(items, items[:2]),
    "product of nothing": lambda items: itertools.product(),
    "product repeated": lambda items: itertools.product(items[:2], repeat=3),
    "compress": lambda items: itertools.compress(items, itertools.cycle([True, False, True])),
    "cycle": lambda items: itertools.cycle(items),
    "cycle of nothing": lambda items: itertools.cycle(items[:0]),
    "dropwhile": lambda items: itertools.dropwhile(is_early, items),
    "takewhile": lambda items: itertools.takewhile(is_early, items),
    "filterfalse": lambda items: itertools.filterfalse(is_early, items),
    "islice": lambda items: itertools.islice(items, 1, 4, 2),
    "islice without an end": lambda items: itertools.islice(items, 1, None),
    "pairwise": lambda items: itertools.pairwise(items),
    "repeat": lambda items: itertools.repeat(items[0]),
    "repeat some times": lambda items: itertools.repeat(items[0], 3),
    "starmap": lambda items: itertools.starmap(pair, [*zip(items, items)]),
    "zip_longest": lambda items: itertools.zip_longest(items[:1], items, items[:2], fillvalue=items[0]),
    "tee": lambda items: itertools.tee(items)[0],
    "callable": lambda items: iter(iter(items).__next__, items[-1]),
    "nested": lambda items: enumerate(map(pair, filter(is_early, iter(items)), itertools.count(3))),
}


def is_made(make):
    try:
        return make([]) is not None
    except (AttributeError, TypeError):
        return False


LATER = {
    "batched": lambda items: itertools.batched(items, 2),
    "strict batched": lambda items: itertools.batched(items, 2, strict=True),
    "strict map": lambda items: map(pair, items, items[:3], strict=True),
}
OVER_ITEMS.update({name: make for name, make in LATER.items() if is_made(make)})

OVER_VALUES = {
    "str": lambda: iter("abcde"),
    "str beyond ASCII": lambda: iter("a\N{SNOWMAN}b\N{GRINNING FACE}c"),
    "bytes": lambda: iter(b"abcde"),
    "bytearray": lambda: iter(bytearray(b"abcde")),
    "range": lambda: iter(range(3, 30, 7)),
    "reversed range": lambda: reversed(range(5)),
    "long range": lambda: iter(range(1 << 70, (1 << 70) + 40, 9)),
    "count": lambda: itertools.count(-2),
    "count of steps": lambda: itertools.count(3, -4),
    "count past a word": lambda: itertools.count(sys.maxsize - 2),
    "count of large numbers": lambda: itertools.count(1 << 80, 1 << 60),
    "count of floats": lambda: itertools.count(0.5, 0.25),
    "memoryview": lambda: iter(memoryview(b"abcde")),
    "memoryview of shorts": lambda: iter(memoryview(array.array("h", [5, 6, 7]))),
    "array": lambda: iter(array.array("d", [1.5, 2.5, 3.5])),
    "unpack": lambda: struct.iter_unpack("<hb", bytes(range(12))),
    "unpack from a memoryview": lambda: struct.iter_unpack("b", memoryview(bytearray(b"abcdef"))[1:4]),
    "StringIO": lambda: io.StringIO("ab\ncd\nef\n"),
    "BytesIO": lambda: io.BytesIO(b"ab\ncd\nef\n"),
}


def plain(item):
    """What can be compared of an item, and goes on being what it was."""
    return (item.span(), item.groups()) if type(item) is re.Match else item


def some_of(iterator):
    """The next items, and what ends them."""
    items = []
    try:
        for item in itertools.islice(iterator, MOST):
            items.append(plain(item))
    except Exception as error:
        items.append(repr(error))
    return items


def moved(iterator, steps):
    for _ in range(steps):
        with contextlib.suppress(ValueError):  # a strict one
            next(iterator, None)
    return iterator


def new_items():
    return [Item(name) for name in "abcde"]


def every_maker():
    """All of the above, each as a function that always gives the like."""
    items = new_items()
    for name, make in OVER_ITEMS.items():
        yield name, lambda make=make: make(items)
    yield from OVER_VALUES.items()
