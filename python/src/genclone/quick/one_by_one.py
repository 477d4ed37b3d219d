"""The quick clone in plain words: what the other modules here have written out."""

from typing import Any

from ..layout import Layout
from ..ownership import NULL
from .plans import Plans, copies_of, copy_entries


def clone_one_by_one(layout: Layout, gen: Any, plans: Plans[Any]) -> Any:
    """A clone of the generator `gen` under `FORK`; None where it takes more than a look at the types."""
    code = gen.gi_code
    shape = layout.shape(code)
    capture = None if shape.has_cells else layout.capture(gen)
    if capture is None or capture[2] not in layout.states.suspended or capture[3] is not NULL:
        return None
    entries, function = capture[0], capture[4]
    copies = copies_of(shape, entries)
    if copies is None or function.__code__ is not code:
        return None
    kinds: list[type] = [type(held) for held in entries]
    copy_entries(entries, copies)
    twin = function(*shape.positional, **shape.keywords)
    twin.__name__, twin.__qualname__ = gen.__name__, gen.__qualname__
    if layout.used(twin) == shape.below:  # a generator expression of 3.15 has its iterator on the stack from the first
        plans.remember(gen, shape, kinds, copies)
    layout.become(twin, shape, capture, entries)
    return twin
