"""Chance that falls the same on every CPython and platform."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Seeded chance. Rests on `random.Random.random` alone, the one method that is promised to stay as it is.

    https://docs.python.org/3/library/random.html#notes-on-reproducibility
    """

    def __init__(self, seed: int, without: "Sequence[str]" = ()) -> None:
        self._random = random.Random(seed).random
        self._without = frozenset(without)

    def below(self, limit: int) -> int:
        return int(self._random() * limit)

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, probability: float) -> bool:
        return self._random() < probability

    def pick(self, items: "Sequence[T]") -> T:
        return items[self.below(len(items))]

    def construct(self, weights: "Mapping[Callable[..., T], float]") -> "Callable[..., T]":
        """One of the methods that write constructs; none of those that the programs are to be without."""
        if not self._without:
            return self.weigh(weights)
        left = {method: weight for method, weight in weights.items() if method.__name__.strip("_") not in self._without}
        return self.weigh(left or weights)

    def weigh(self, weights: "Mapping[T, float]") -> T:
        """One of the keys, as likely as its weight says."""
        point = self._random() * sum(weights.values())
        for item, weight in weights.items():
            point -= weight
            if point < 0:
                return item
        return item
