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

from .clone import clone, foresee, fork
from .construct import new_frame, new_generator
from .copiers import register
from .copy_protocol import install, uninstall
from .errors import GencloneError, Refusal, UnsupportedPython
from .inspection import inspect_frame
from .policy import FORK, ISOLATED, SHALLOW, STRICT, Policy
from .report import Entry

__all__ = [
    "FORK",
    "ISOLATED",
    "SHALLOW",
    "STRICT",
    "Entry",
    "GencloneError",
    "Policy",
    "Refusal",
    "UnsupportedPython",
    "clone",
    "foresee",
    "fork",
    "inspect_frame",
    "install",
    "new_frame",
    "new_generator",
    "register",
    "uninstall",
]
