"""A picture of all branches as plain JSON: `Snapshot` of the protocol."""

from collections.abc import Iterable, Iterator
from types import CellType
from typing import Any

from ..copiers import is_iterator
from ..frames import Frame, Slot
from ..generators import KINDS
from ..ownership import NULL, TaggedInteger
from .branch import Branch
from .failure import FILE
from .iterators import tell
from .naming import Names
from .text import Texts, type_name


def living(branches: "Iterable[Branch]") -> "set[int]":
    """The addresses of all objects that the frames refer to, as far as a snapshot shows them."""
    return {id(held) for branch in branches for held in _held(branch.frame())}


def _held(frame: Frame) -> "Iterator[object]":
    yield frame.exception
    for slot in frame.slots:
        yield slot.holds
        content = _content(slot)
        yield content
        telling = tell(content)
        for _, part in telling.parts if telling else ():
            yield part


def _content(slot: Slot) -> object:
    """What the slot shows: what it holds, or for a cell what the cell holds."""
    if slot.kind in ("local", "stack") or type(slot.holds) is not CellType:
        return slot.holds
    try:
        return slot.holds.cell_contents
    except ValueError:
        return NULL


class SnapshotBuilder:
    """Builds one snapshot; objects are named in the order in which they are met."""

    def __init__(self, names: Names, texts: Texts) -> None:
        self._names = names
        self._texts = texts
        self._objects: dict[int, dict[str, Any]] = {}

    def see(self, held: object) -> int:
        """Names `held`, puts it among the snapshot's objects, and gives its ordinal."""
        ordinal = self._names.of(held)
        if ordinal not in self._objects:
            telling = tell(held)
            shown: dict[str, Any] = {"id": ordinal, "type": type_name(held), "text": "", "parts": []}
            self._objects[ordinal] = shown
            shown["text"] = telling.text if telling else self._texts.of(held)
            shown["parts"] = [
                {"name": name, "object": self.see(part)} for name, part in (telling.parts if telling else ())
            ]
        return ordinal

    def build(self, branches: "Iterable[Branch]") -> "dict[str, Any]":
        """The snapshot. Runs none of the user's code but `__repr__`, guarded."""
        pictures = [self._branch(branch) for branch in branches]
        return {"branches": pictures, "objects": [self._objects[ordinal] for ordinal in sorted(self._objects)]}

    def _branch(self, branch: Branch) -> "dict[str, Any]":
        frame = branch.frame()
        tables: dict[str, list[dict[str, Any]]] = {"locals": [], "cells": [], "stack": []}
        for index, slot in enumerate(frame.slots):
            table = {"local": "locals", "stack": "stack"}.get(slot.kind, "cells")
            tables[table].append(self._slot(index, frame))
        return {
            "name": branch.name,
            "call": branch.call,
            "parent": branch.parent,
            "kind": KINDS[type(branch.gen)],
            "function": branch.gen.__qualname__,
            "status": branch.status(frame),
            "line": branch.line(FILE),
            **tables,
            "exception": self._exception(frame),
        }

    def _slot(self, index: int, frame: Frame) -> "dict[str, Any]":
        slot = frame.slots[index]
        is_cell = slot.kind in ("cell", "free") and type(slot.holds) is CellType
        return {
            "name": slot.name,
            "kind": slot.kind,
            "role": _role(index, frame) if slot.kind == "stack" else None,
            "cell": self._names.of(slot.holds) if is_cell else None,
            "holds": self._holding(_content(slot)),
        }

    def _holding(self, held: object) -> "dict[str, Any]":
        if held is NULL:
            return {"is": "unset"}
        if type(held) is TaggedInteger:
            return {"is": "integer", "value": held.value}
        return {"is": "object", "object": self.see(held)}

    def _exception(self, frame: Frame) -> "list[dict[str, Any]]":
        handled = NULL if frame.exception is None else frame.exception
        return [{"name": "handling", "kind": "exception", "role": None, "cell": None, "holds": self._holding(handled)}]


def _role(index: int, frame: Frame) -> str:
    """What put a value stack entry there, as far as its type tells."""
    slot = frame.slots[index]
    held = slot.holds
    if frame.delegate is not None and held is frame.delegate:
        return "delegate"
    if held is NULL:
        return "no value"
    if type(held) is TaggedInteger:
        return "index"
    if issubclass(type(held), BaseException) or (held is None and frame.is_handling):
        return "previous exception"
    above = frame.slots[index + 1 : index + 2]
    if type(held) in (list, tuple, str) and above and type(above[0].holds) is TaggedInteger:
        return "for sequence"  # from 3.15 on, loops keep no iterator over these
    if slot.half_built:
        return f"half-built {type_name(held)}"
    if type_name(held) in ("method", "builtin_function_or_method", "function", "method_descriptor"):
        called: Any = held
        return "with exit" if called.__name__ in ("__exit__", "__aexit__") else "pending call"
    return "for iterator" if is_iterator(held) else "operand"
