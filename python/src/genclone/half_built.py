"""Which containers on the value stack a frame is still building, as its bytecode has it.

Two kinds belong to the frame, although nothing marks them: a container that it goes on filling, and a finished
display that waits there, never handed on, for the rest of its expression. The number of references does not
tell: whoever reads the frame has one too. See docs/decisions/0012-half-built-by-the-bytecode.md.
"""

from types import CodeType
from typing import Final

from .flow import BUILDERS, Flow, Way

FILLERS: Final = frozenset(
    ["LIST_APPEND", "LIST_EXTEND", "SET_ADD", "SET_UPDATE", "MAP_ADD", "DICT_UPDATE", "DICT_MERGE"]
)
"""Instructions that fill the container so deep in the stack as their argument says, and pop what they put there."""

_QUIET: Final = FILLERS | frozenset(
    # 3.11 has POP_JUMP_FORWARD_IF_TRUE and the like.
    [
        *[f"POP_JUMP_{way}IF_{what}" for way in ("", "FORWARD_", "BACKWARD_") for what in ("TRUE", "FALSE")],
        *[f"POP_JUMP_{way}IF_{what}" for way in ("", "FORWARD_", "BACKWARD_") for what in ("NONE", "NOT_NONE")],
        *["JUMP_ABSOLUTE", "JUMP_FORWARD", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT"],
        *[
            "EXTENDED_ARG",
            "JUMP_IF_FALSE_OR_POP",
            "JUMP_IF_TRUE_OR_POP",
            "NOP",
            "NOT_TAKEN",
            "POP_TOP",
            "PRECALL",
            "PUSH_NULL",
            "RESUME",
        ],
    ]
)
"""Instructions that leave all of the stack alone but for what they push, pop or fill."""

_PUSHERS: Final = (
    *("LOAD_FAST", "LOAD_CONST", "LOAD_GLOBAL", "LOAD_DEREF", "LOAD_NAME"),
    *("LOAD_SMALL_INT", "LOAD_COMMON_CONSTANT"),
)
"""How those begin that only push."""

_REACHES: Final = {"DUP_TOP": 1, "DUP_TOP_TWO": 2, "ROT_TWO": 2, "ROT_THREE": 3, "ROT_FOUR": 4}
"""How deep 3.10 reaches to move or to copy an entry; ``ROT_N``, ``COPY`` and ``SWAP`` say it by their argument."""


class Building:
    """What the frames of one code object are building, kept for each place where they were found suspended."""

    def __init__(self) -> None:
        self._flow: Flow | None = None
        self._known: dict[tuple[int, int, tuple[int, ...]], frozenset[int]] = {}

    def among(self, code: CodeType, offset: int, depth: int, containers: "tuple[int, ...]") -> "frozenset[int]":
        """Which of `containers` the frame is building: indices from the bottom of the value stack.

        All of them, where the bytecode cannot be followed: to copy one too many takes an alias from the clone,
        to copy one too few has two generators fill the same.

        Linear in the code at the first time: 5 to 25 µs for each two bytes of `co_code` (measured on a slow, busy
        machine, natively and in Pyodide), nearly all of it to make the `Flow`. Constant later, in the same place.

        Args:
            code: the code object, always the same one.
            offset: where in it the frame goes on, in bytes.
            depth: how many entries the value stack has.
            containers: which of them are lists, dicts and sets, in order.
        """
        key = offset, depth, containers
        known = self._known.get(key)
        if known is None:
            try:
                known = self._found(code, *key)
            except (KeyError, ValueError):  # no instruction there, or one that there is not
                known = frozenset(containers)
            self._known[key] = known
        return known

    def _found(self, code: CodeType, offset: int, depth: int, containers: "tuple[int, ...]") -> "frozenset[int]":
        flow = self._flow = self._flow or Flow(code)
        if flow.steps[offset].depth != depth + 1:  # with what is sent on top
            raise ValueError(f"The value stack is {depth} deep.")
        filled = _to_be_filled(flow, offset, containers[0])
        return frozenset([at for at in containers if at in filled or _is_display(flow, offset, at)])


def _to_be_filled(flow: Flow, offset: int, lowest: int) -> "set[int]":
    """The entries from `lowest` on that are filled on some way from `offset` on, where a frame is suspended.

    An entry is another one once the stack was less deep, or a new container was pushed in its place.
    """
    filled: set[int] = set()
    untouched_at: dict[int, int] = {}
    pending = [(offset, flow.steps[offset].depth - 1)]
    while pending:
        offset, untouched = pending.pop()
        if untouched <= max(lowest, untouched_at.get(offset, 0)):
            continue
        untouched_at[offset] = untouched
        name, argument, _, ways = flow.steps[offset]
        for way in ways:
            if name in FILLERS and not way.raises and way.depth - argument < untouched:
                filled.add(way.depth - argument)
            pending.append((way.target, min(untouched, way.kept)))
    return filled


def _is_display(flow: Flow, offset: int, index: int) -> bool:
    """Whether, on every way to `offset`, the entry at `index` is a container built there that nothing else got."""
    seen: set[int] = set()
    pending = [offset]
    while pending:
        offset = pending.pop()
        ways = () if offset in seen else flow.before.get(offset, ())
        seen.add(offset)
        for way in ways:
            if _is_built_by(flow, way, index):
                continue
            if way.source == 0 or not _is_left_alone(flow, way, index):
                return False
            pending.append(way.source)
    return True


def _is_built_by(flow: Flow, way: Way, index: int) -> bool:
    """Whether the way is that of an instruction that leaves a new container at `index`."""
    return way.kept == index and flow.steps[way.source].name in BUILDERS


def _is_left_alone(flow: Flow, way: Way, index: int) -> bool:
    """Whether the way leaves at `index` what is there, and gives it to nobody."""
    name, argument, before, _ = flow.steps[way.source]
    reach = argument if name in ("ROT_N", "COPY", "SWAP") else _REACHES.get(name, 0)
    if way.raises or reach:
        return index < (way.kept if way.raises else before - reach)
    if index + 1 < min(before, way.depth):
        return True
    only_pushes = name in _QUIET or name.startswith(_PUSHERS) or (name.startswith("BUILD_") and argument == 0)
    return index < before and only_pushes
