"""Small stable ordinals for objects, in order of first sight: what a snapshot says instead of addresses."""

import weakref
from typing import NamedTuple

_ATOMS = frozenset([int, float, complex, bool, str, bytes, type(None), type(...), type(NotImplemented)])
_LONG = 200


class _Entry(NamedTuple):
    ordinal: int
    strong: object
    """The object itself, where no weak reference to it can be had."""
    weak: "weakref.ref[object] | None"

    def held(self) -> object:
        """The object, or None once it is gone."""
        return self.strong if self.weak is None else self.weak()

    def outlives(self, address: int, living: "set[int]") -> bool:
        """Whether the entry is still good when only `living` is in use."""
        if self.weak is not None:
            return self.weak() is not None
        return address in living or _is_lasting(self.strong)


class Names:
    """Which ordinal each object has.

    An address may be used again once its object is gone, so an ordinal is only good while the object
    is known to live. Objects are watched by weak references where they allow it; the others (lists,
    cells, iterators…) are kept alive until `forget`, which the session calls after every action,
    before it looks at the frames. So nothing outlives the action after the one in which it was
    dropped, and its finaliser runs within that action.
    """

    def __init__(self) -> None:
        self._entries: dict[int, _Entry] = {}
        self._last = 0

    def of(self, held: object) -> int:
        """The ordinal of `held`; a new one on first sight. Constant time."""
        known = self.known(id(held))
        if known is not None and known[1] is held:
            return known[0]
        self._last += 1
        self._entries[id(held)] = _Entry(self._last, *_watch(held))
        return self._last

    def known(self, address: int) -> "tuple[int, object] | None":
        """The ordinal and the object that are known to be at `address`, if any."""
        entry = self._entries.get(address)
        if entry is None or (entry.weak is not None and entry.held() is None):
            return None
        return entry.ordinal, entry.held()

    def forget(self, living: "set[int]") -> None:
        """Lets go of all that is kept alive here and is not at one of the addresses in `living`."""
        gone = [address for address, entry in self._entries.items() if not entry.outlives(address, living)]
        # Popped one by one: a finaliser that runs here may name or drop further objects.
        for address in gone:
            self._entries.pop(address, None)


def _watch(held: object) -> "tuple[object, weakref.ref[object] | None]":
    try:
        return None, weakref.ref(held)
    except TypeError:
        return held, None


def _is_lasting(held: object) -> bool:
    """Whether nobody can tell that `held` is kept alive: an atom, and a small one."""
    return type(held) in _ATOMS and (not isinstance(held, (str, bytes, int)) or _size(held) < _LONG)


def _size(atom: "str | bytes | int") -> int:
    return atom.bit_length() // 8 if isinstance(atom, int) else len(atom)
