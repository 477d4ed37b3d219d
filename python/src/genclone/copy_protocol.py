"""``copy.copy()`` and ``copy.deepcopy()`` for generators, coroutines, async generators and their awaitables.

Both ask ``copyreg.dispatch_table`` how an object is made anew, and so does ``pickle``. The answer names an
object that `copy` can copy both ways, and that `pickle` cannot pickle, as before.
https://docs.python.org/3/library/copyreg.html
"""

import copyreg
from typing import Any

from .awaitables import TYPES
from .cloning import Cloning
from .generators import PREFIXES
from .policy import ISOLATED, SHALLOW

_replaced: "dict[type, Any]" = {}
_ABSENT = object()


def install() -> None:
    """Makes ``copy.copy(gen)`` a clone under `SHALLOW`, and ``copy.deepcopy(gen)`` one under `ISOLATED`.

    So too for generators inside of what is copied, under the one memo of that deep copy: whatever it meets
    twice, inside of generators and outside, it copies once. A `Refusal` goes through to whoever copies, and
    leaves the memo as it was. Pickling them raises TypeError, as ever.

    Holds for the whole process, until `uninstall`. To install what is installed does nothing; so two calls
    are undone by one. Constant; looks at no generator, so an unsupported Python shows at the first copy.
    """
    for kind in (*PREFIXES, *TYPES):
        entry = copyreg.dispatch_table.get(kind, _ABSENT)
        if entry is not _reduced:
            _replaced[kind] = entry
            copyreg.dispatch_table[kind] = _reduced


def uninstall() -> None:
    """Undoes `install`: what was registered for these types before is so again.

    Leaves alone what somebody else has registered since. Where nothing is installed it does nothing.
    """
    for kind, entry in _replaced.items():
        if copyreg.dispatch_table.get(kind) is not _reduced:
            continue
        if entry is _ABSENT:
            del copyreg.dispatch_table[kind]
        else:
            copyreg.dispatch_table[kind] = entry
    _replaced.clear()


def _reduced(gen: object) -> "tuple[Any, ...]":
    return _made, (_Original(gen),)


class _Original:
    """A generator that is being copied; a deep copy of this is a `_Clone`."""

    def __init__(self, gen: object) -> None:
        self.gen = gen

    def __deepcopy__(self, memo: "dict[int, Any]") -> "_Clone":
        return _Clone(Cloning(self.gen, ISOLATED, None, memo).result())

    def __reduce_ex__(self, protocol: Any) -> Any:
        return object.__reduce_ex__(self.gen, protocol)  # raises what it raises for a generator


class _Clone:
    """What a deep copy has made."""

    def __init__(self, gen: object) -> None:
        self.gen = gen


def _made(source: "_Original | _Clone") -> object:
    """What `copy` takes for the copy."""
    return source.gen if type(source) is _Clone else Cloning(source.gen, SHALLOW).result()
