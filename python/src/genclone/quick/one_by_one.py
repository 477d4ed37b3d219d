"""The quick clone in plain words: what the other modules here have written out."""

from typing import Any

from ..layout import Layout
from .plans import Plans, copies_of, copy_entries


def clone_one_by_one(layout: Layout, gen: Any, plans: Plans) -> Any:
    """A clone of the generator `gen` under `FORK`; None where it takes more than a look at the types."""
    code = gen.gi_code
    shape = layout.shape(code)
    if shape.has_cells or not layout.is_plainly_suspended(gen):
        return None
    capture = layout.capture(gen)
    entries = capture[0]
    copies = copies_of(shape, entries)
    function = layout.function(gen)
    if copies is None or function.__code__ is not code:
        return None
    kinds: list[type] = [type(held) for held in entries]
    copy_entries(entries, copies)
    twin = function(*shape.positional, **shape.keywords)
    twin.__name__, twin.__qualname__ = gen.__name__, gen.__qualname__
    if layout.used(twin) == shape.below:  # a generator expression of 3.15 has its iterator on the stack from the first
        plans.remember(code, shape, kinds, copies)
    layout.become(twin, shape, capture, entries)
    return twin
