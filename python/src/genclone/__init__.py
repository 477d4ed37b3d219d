"""Clones suspended generators: a second generator whose interpreter frame is a copy of the first one's.

>>> def count(n):
...     while True:
...         yield n
...         n += 1
>>> a = count(1)
>>> next(a)
1
>>> b = clone(a)
>>> next(a), next(a), next(b)
(2, 3, 2)
"""

from .clone import clone
from .errors import GencloneError, Refusal, UnsupportedPython

__all__ = ["GencloneError", "Refusal", "UnsupportedPython", "clone"]
