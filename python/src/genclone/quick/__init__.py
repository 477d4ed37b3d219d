"""The clone of a frame that needs no survey: nothing in it leads anywhere but to itself.

Most generators hold numbers, strings, containers and a ``for`` iterator or two. For those, all that
`genclone.cloning` does comes down to copying the words of the frame and those iterators. This does just
that, and leaves every other frame to it; the two give the same clones.

`one_by_one` does it with the layout's own accessors. The other modules have them written out, each for one
kind of layout, for frames like the last one of their code: a call for each accessor would cost as much
as all the rest.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ..layout import current
from ..layouts.cpython_310 import HeapFrameLayout
from ..layouts.embedded import EmbeddedFrameLayout, StackPointerFrameLayout
from . import heap, plain, tagged
from .one_by_one import clone_one_by_one
from .plans import plain_plans


@lru_cache(maxsize=1)
def quick_clone() -> "Callable[[Any], Any]":
    """What clones a generator under `FORK`; it gives None for one that takes more than is done here.

    Linear in the slots. Raises UnsupportedPython where this interpreter's layout is unknown or unproved.
    """
    layout = current()
    if type(layout) is HeapFrameLayout:
        return heap.written_out(layout)
    if type(layout) is StackPointerFrameLayout:
        return tagged.written_out(layout)
    if type(layout) is EmbeddedFrameLayout:
        return plain.written_out(layout)
    plans = plain_plans(0, passes=False)
    return lambda gen: clone_one_by_one(layout, gen, plans)
