"""An exception of the user's, told without the frames that are ours."""

from types import TracebackType
from typing import Any

from .text import Texts, type_name

FILE = "experiment.py"
"""The name under which the source is compiled."""

_SHOWN = 10
"""How many entries of a long traceback are told at each end."""


class UserError(Exception):
    """The user's code raised.

    Attributes:
        error: what it raised.
        origin: what was running: ``source``, ``expression`` or ``generator``.
    """

    def __init__(self, error: BaseException, origin: str) -> None:
        super().__init__()
        self.error = error
        self.origin = origin


def caught(error: BaseException, origin: str) -> UserError:
    """`error` as the user's, but for an interrupt, which comes from outside, ends the action, and is raised on."""
    if type(error) is KeyboardInterrupt:
        raise error
    return UserError(error, origin)


def told(error: BaseException, origin: str, texts: Texts, ours: str) -> "dict[str, Any]":
    """The outcome `raised` for `error`.

    `origin` says what was running: ``source``, ``expression`` or ``generator``; frames of files below
    the folder `ours` are left out. Where code does not compile, the place is the last entry.
    """
    entries = _entries(error.__traceback__, ours)
    if isinstance(error, SyntaxError):
        entries.append(_entry(str(error.filename), error.lineno, "<module>"))
    return {
        "kind": "raised",
        "text": texts.of_error(error),
        "type": type_name(error),
        "origin": origin,
        "traceback": _shortened(entries),
    }


def _entries(traceback: "TracebackType | None", ours: str) -> "list[dict[str, Any]]":
    entries: list[dict[str, Any]] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if not code.co_filename.startswith(ours):
            entries.append(_entry(code.co_filename, traceback.tb_lineno, code.co_name))
        traceback = traceback.tb_next
    return entries


def _entry(file: str, line: "int | None", function: str) -> "dict[str, Any]":
    name = file if file == FILE or file.startswith("<") else file.replace("\\", "/").rpartition("/")[2]
    return {"file": name, "line": line, "function": function}


def _shortened(entries: "list[dict[str, Any]]") -> "list[dict[str, Any]]":
    if len(entries) <= 2 * _SHOWN:
        return entries
    # How many were left out is not said: endless recursion ends at a depth that differs by interpreter.
    return [*entries[:_SHOWN], _entry("…", None, "(frames left out)"), *entries[-_SHOWN:]]
