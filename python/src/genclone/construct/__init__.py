"""The article's route: a frame made by ``PyFrame_New``, and a generator made of it by ``PyGen_New``.

``FrameType`` cannot be constructed from Python, but CPython's C API makes frames, and its own makers
of generators take them over. The bare calls are unfinished business in every CPython supported, and
most of what goes wrong shows nowhere but in corrupted memory. What is made here is completed first, to
be word for word what a call of the function would have made; what cannot be is refused before the call.

- The frame has no cells, for the instructions that make them (``MAKE_CELL``, ``COPY_FREE_VARS``) lie
  before its start. It gets fresh ones. So the shuffle of locals *unbinds* closures: a free variable
  becomes a cell of this frame alone, that holds the value which was shuffled in.
- From 3.11 on it starts after ``RESUME``, where a generator's starts after ``RETURN_GENERATOR``. The
  value first sent would stay on the value stack for good, one word more than the stack has room for;
  on 3.15 it starts inside ``RESUME``, in a cache entry, and yields a None that is in no source.
- From 3.11 on ``PyGen_New`` copies the frame into the generator and leaves the frame object pointing
  there, unbeknown to the generator: once that is gone, into freed memory. Here the two know each other.
- On 3.10 it has the caller's frame for its ``f_back``, which the first resumption would leak.

https://github.com/python/cpython/blob/v3.10.13/Objects/frameobject.c (``PyFrame_New``)
https://github.com/python/cpython/blob/v3.13.0/Objects/frameobject.c (``PyFrame_New``)
https://github.com/python/cpython/blob/v3.13.0/Objects/genobject.c (``gen_new_with_qualname``)
"""

from .by_frame import clone_by_frame
from .frame_objects import fast_to_locals, locals_to_fast, new_frame
from .generators import new_generator

__all__ = ["clone_by_frame", "fast_to_locals", "locals_to_fast", "new_frame", "new_generator"]
