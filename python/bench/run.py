"""Measures ``clone()`` on this interpreter and prints one line of JSON.

The line is ``{"rows": [{"name": …, "microseconds": …, "parts": …}], "skipped": [{"name": …, "why": …}]}``; a row's
``parts`` are the slots or links it has, or null. Each number is the median of several rounds, each of many iterations.
A round measures all rows one after the other, so that a slow moment of the machine hits all alike. The garbage
collector is off meanwhile; what was made is dropped outside of the measured time.
"""

import argparse
import copy
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from genclone import clone
from subjects import FourAttributes, advanced, four_locals, on_deep_stack, suspended_chain, with_slots

SIZES = (1, 10, 100, 1_000, 10_000)
REPLAYED = 100
_MOST_ITERATIONS = 2_000


class Row(NamedTuple):
    """A call to measure; `depth` is how deep the interpreter recurses when what it makes is dropped."""

    name: str
    function: "Callable[[Any], Any]"
    argument: Any
    parts: "int | None" = None
    depth: int = 0


def main(arguments: "list[str]") -> None:
    options = _parse(arguments)
    skipped: list[dict[str, str]] = []
    rows = [*_simple_rows(), *_slot_rows(), *_chain_rows(options.deepest, skipped)]
    iterations = {row.name: _iterations(row, options.milliseconds / 1000) for row in rows}
    taken: dict[str, list[float]] = {row.name: [] for row in rows}
    for _ in range(options.rounds):
        for row in rows:
            taken[row.name].append(_measure(row, iterations[row.name]))
    medians = {name: statistics.median(times) * 1e6 for name, times in taken.items()}
    table = [{"name": row.name, "microseconds": medians[row.name], "parts": row.parts} for row in rows]
    print(json.dumps({"rows": table, "skipped": skipped}), flush=True)


def _parse(arguments: "list[str]") -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--milliseconds", type=float, default=20, help="of one row in one round, about")
    parser.add_argument("--deepest", type=int, default=SIZES[-1], help="links of the deepest chain")
    return parser.parse_args(arguments)


def _simple_rows() -> "list[Row]":
    suspended = advanced(four_locals(1), 3)
    by_hand = advanced(FourAttributes(1), 3)
    return [
        Row("fresh call", four_locals, 1),
        Row("clone, 4 locals in a for", clone, suspended),
        Row(f"replay of {REPLAYED} steps", _replay, REPLAYED),
        Row("copy.copy of an iterator class", copy.copy, by_hand),
    ]


def _slot_rows() -> "list[Row]":
    return [Row(f"clone, {size:,} slots", clone, with_slots(size), size) for size in SIZES]


def _chain_rows(deepest: int, skipped: "list[dict[str, str]]") -> "list[Row]":
    rows: list[Row] = []
    for size in SIZES:
        name = f"clone, {size:,} links"
        if size > deepest:
            skipped.append({"name": name, "why": f"resuming more than {deepest:,} links may kill this CPython"})
            continue
        try:
            rows.append(Row(name, clone, suspended_chain(size), size, size))
        except RecursionError as error:
            skipped.append({"name": name, "why": f"this CPython cannot start it: {error}"})
    return rows


def _replay(steps: int) -> Any:
    return advanced(four_locals(1), steps)


def _iterations(row: Row, seconds: float) -> int:
    """How many calls take about `seconds`, once the first ones have proved the layout and warmed up the rest."""
    _measure(row, 3)
    count = 1
    while True:
        taken = _measure(row, count) * count
        if taken >= seconds / 4 or count >= _MOST_ITERATIONS:
            return max(1, min(_MOST_ITERATIONS, int(seconds * count / taken)))
        count *= 4


def _measure(row: Row, iterations: int) -> float:
    """Seconds a call, the loop around it included, which is the same for all rows."""
    made: list[Any] = [None] * iterations
    function, argument = row.function, row.argument
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        for index in range(iterations):
            made[index] = function(argument)
        taken = time.perf_counter() - start
    finally:
        gc.enable()
    if row.depth > 100:
        on_deep_stack(made.clear, recursion=row.depth * 3 + 1000)
    return taken / iterations


if __name__ == "__main__":
    main(sys.argv[1:])
