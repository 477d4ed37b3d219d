"""Warnings of the user's code, as the same experiment gives them everywhere.

A coroutine that is dropped before it was awaited warns at whatever line runs just then, which may be one of ours; and
CPython shows a warning once for each place, so that a second experiment in the same interpreter would not see it.
"""

import os
import sys
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_PACKAGE = __name__.partition(".")[0]
_theirs: Any = warnings.formatwarning


@contextmanager
def told_alike() -> "Generator[None, None, None]":
    """Within it, warnings say no place that is ours, and none was shown before at one of ours."""
    for name, module in [*sys.modules.items()]:
        if name.startswith(_PACKAGE):
            vars(module).pop("__warningregistry__", None)
    if warnings.formatwarning is not _theirs:  # the user has a form of their own
        yield
        return
    warnings.formatwarning = _formatted
    try:
        yield
    finally:
        if warnings.formatwarning is _formatted:
            warnings.formatwarning = _theirs


def _formatted(message: Any, category: Any, filename: str, lineno: int, line: "str | None" = None) -> str:
    if filename.startswith(_OURS):
        return f"{category.__name__}: {message}\n"
    return _theirs(message, category, filename, lineno, line)
