"""A little experiment, played before a visitor's own: it proves the interpreter, and has it ready to clone."""

import json
import sys
from collections.abc import Generator
from typing import Any, Final

from ..clone import clone
from .session import Session

_SOURCE: Final = """
def numbers(stop):
    total = 0
    for n in range(stop):
        try:
            got = yield n + total
            total += got or 1
        except ValueError:
            yield "caught"
"""

_ACTIONS: Final[list[dict[str, Any]]] = [
    {"do": "start", "branch": "A", "call": "numbers(9)"},
    {"do": "next", "branch": "A"},
    {"do": "clone", "branch": "A", "as": "B", "policy": "fork"},
    {"do": "send", "branch": "A", "value": "10"},
    {"do": "next", "branch": "B"},
    {"do": "throw", "branch": "B", "exception": "ValueError()"},
    {"do": "close", "branch": "A"},
]

_OUTCOMES: Final[list[tuple[str, str]]] = [
    ("started", "A is numbers(9)"),
    ("yielded", "0"),
    ("cloned", "B is a clone of A"),
    ("yielded", "11"),
    ("yielded", "2"),
    ("yielded", "'caught'"),
    ("closed", "A is closed"),
]


class Unfit(RuntimeError):
    """The interpreter does not do what every CPython does, so nothing that it says can be trusted."""


def rehearse() -> None:
    """Starts, resumes, clones, closes and inspects generators, and compares what came of it with what has to come.

    Costs some milliseconds, and more for the first time, when the layout is proved and what an inspection needs is
    imported.

    Raises:
        Unfit: something else came of it.
    """
    session = Session(_SOURCE)
    outcomes = [json.loads(session.act(json.dumps(action)))["outcome"] for action in _ACTIONS]
    session.inspect()
    _expect([(outcome["kind"], outcome["text"]) for outcome in outcomes], _OUTCOMES)


def wake() -> None:
    """To be called first in an interpreter whose memory is a copy of another one's, which has rehearsed.

    Random numbers would be the other one's, so they are seeded anew. Then one generator is cloned, and both go on: a
    memory that does not fit its interpreter fails at that. All of the rehearsal would take longer than the start.

    Raises:
        Unfit: the memory is of no use.
    """
    random = sys.modules.get("random")
    if random is not None:
        random.seed()
    original = _numbers(9)
    came = [next(original)]
    copy = clone(original)
    came += [original.send(10), next(copy), copy.throw(ValueError()), next(original)]
    _expect(came, [0, 11, 2, "caught", 13])


def _numbers(stop: int) -> "Generator[int | str, int | None, None]":
    total = 0
    for n in range(stop):
        try:
            got = yield n + total
            total += got or 1
        except ValueError:
            yield "caught"


def _expect(came: "list[Any]", expected: "list[Any]") -> None:
    if came != expected:
        raise Unfit(f"the rehearsal led to {came}, not to {expected}")
