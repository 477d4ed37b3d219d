"""What the branches look like inside, as plain JSON: `Inspection` of the protocol."""

import gc
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from itertools import islice
from types import CodeType
from typing import Any, Final

from ..generators import KINDS, PREFIXES
from ..inspection import Attribute, Delegate, Field, FrameInspection, SlotPicture, Struct, Withheld, inspect_frame
from ..inspection.bytecode import instructions
from ..inspection.words import described
from ..memory import WORD
from ..ownership import NULL
from ..report import Entry
from .branch import Branch
from .failure import FILE
from .naming import Names
from .text import type_name

_MOST: Final = 1000
"""How many delegates, instructions or slots are told of one branch."""

_MOST_WORDS: Final = 12
"""How many words of an array, such as 3.10's block stack, are told."""


class Inspector:
    """Reads branches, as often as is asked for. It leaves no trace in what later snapshots say.

    So it gives no ordinals, but uses those that were given; and it runs none of the user's code, not even a
    ``__repr__``. The one thing that it does is to make CPython make the frame objects, as reading ``gi_frame`` does.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._listings: dict[int, tuple[CodeType, dict[str, Any]]] = {}

    def inspect(self, branches: "Iterable[Branch]") -> "dict[str, Any]":
        """The inspection. Linear in slots, chains and structures; a code's instructions are listed once."""
        with _without_collections():
            pictures = [(branch, inspect_frame(branch.gen)) for branch in branches]
            codes = {id(picture.code): picture.code for _, picture in pictures}
            places = {key: place for place, key in enumerate(codes)}
            return {
                "branches": [
                    {
                        "name": branch.name,
                        "code": places[id(picture.code)],
                        "report": told_report(branch.report),
                        **self._frame(picture),
                    }
                    for branch, picture in pictures
                ],
                "codes": [self._listing(code) for code in codes.values()],
            }

    def _frame(self, picture: FrameInspection) -> "dict[str, Any]":
        return {
            "lasti": picture.lasti,
            "handled": [
                {"link": link.link, "type": type_name(link.exception), "line": link.line, **self._who(link.exception)}
                for link in picture.exception.chain
            ],
            "delegates": [self._delegate(delegate) for delegate in picture.delegates[:_MOST]],
            "attributes": [self._attribute(attribute) for attribute in picture.attributes],
            "structs": [self._struct(struct, picture) for struct in picture.structs],
        }

    def _who(self, held: object) -> "dict[str, Any]":
        """Which object it is, where that can be said: by its address now, and by its ordinal if it has one."""
        if held is NULL or type(held) is Withheld:
            return {"address": None, "object": None}
        known = self._names.known(id(held))
        return {"address": hex(id(held)), "object": None if known is None else known[0]}

    def _delegate(self, delegate: Delegate) -> "dict[str, Any]":
        told = {"type": delegate.type, "name": delegate.name, "state": delegate.state, "line": delegate.line}
        return {**told, **self._who(delegate.value)}

    def _attribute(self, attribute: Attribute) -> "dict[str, Any]":
        value = attribute.value
        text = value.text if type(value) is Withheld else described(value) if attribute.exists else None
        told = {"owner": attribute.owner, "name": attribute.name, "meaning": attribute.meaning, "text": text}
        return {**told, **self._who(value)}

    def _listing(self, code: CodeType) -> "dict[str, Any]":
        known = self._listings.get(id(code))
        if known is not None:
            return known[1]
        steps = instructions(code, None)
        listing = {
            "name": code.co_name,
            "isOwn": code.co_filename == FILE,
            "size": len(steps),
            "instructions": [
                {"offset": step.offset, "line": step.line, "opname": step.opname, "argument": step.argument}
                for step in steps[:_MOST]
            ],
        }
        self._listings[id(code)] = code, listing
        return listing

    def _struct(self, struct: Struct, picture: FrameInspection) -> "dict[str, Any]":
        fields: list[dict[str, Any]] = []
        for field in struct.fields:
            if field.name == "localsplus":
                fields += [self._slot(index, slot, field) for index, slot in enumerate(picture.slots[:_MOST])]
            elif field.c_type:  # the rest is padding
                fields.append(_field(field, _name_in_c(field.name, struct, picture)))
        return {"name": struct.name, "header": struct.header, "size": struct.size, "fields": fields}

    def _slot(self, index: int, slot: SlotPicture, array: Field) -> "dict[str, Any]":
        name = slot.name if slot.kind != "stack" else f"value stack {slot.name}"
        tag = f"borrowed from {slot.lender}" if slot.lender else slot.tag
        held = slot.value if slot.cell is None else slot.cell
        return {
            "name": f"localsplus[{index}]",
            "offset": slot.offset,
            "type": array.c_type.removesuffix(" []"),
            "size": WORD,
            "words": [hex(slot.word)],
            "meaning": f"{name}: {described(held)}, {tag}",
        }


def told_report(report: "Iterable[Entry]") -> "list[dict[str, Any]]":
    """What became of each slot, or would."""
    return [entry._asdict() for entry in islice(report, _MOST)]


def _name_in_c(name: str, struct: Struct, picture: FrameInspection) -> str:
    """As CPython's headers and its debuggers call it: those of a generator begin as its attributes do."""
    if struct is not picture.structs[0] or name.startswith("ob_"):
        return name
    prefix = _PREFIXES[picture.kind]
    return f"{prefix}_exc_state.{name}" if name in _OF_EXCEPTIONS else f"{prefix}_{name}"


_PREFIXES: Final = {KINDS[kind]: prefix for kind, prefix in PREFIXES.items()}
_OF_EXCEPTIONS: Final = ("exc_type", "exc_value", "exc_traceback", "previous_item")


def _field(field: Field, name: str) -> "dict[str, Any]":
    bits = 8 * field.size // max(1, len(field.words))  # of each; some are signed
    words = [hex(word & ((1 << bits) - 1)) for word in field.words[:_MOST_WORDS]]
    return {
        "name": name,
        "offset": field.offset,
        "type": field.c_type,
        "size": field.size,
        "words": words if len(field.words) <= _MOST_WORDS else [*words, "…"],
        "meaning": field.meaning,
    }


@contextmanager
def _without_collections() -> "Generator[None]":
    """So that what a finaliser of the user's does stays part of an action."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
