"""A picture as a report for people: stable from run to run, because no address and no count is in it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..ownership import NULL
from .bytecode import Handler
from .structs import MEANINGLESS, Field, Struct
from .words import Withheld, described, type_name

if TYPE_CHECKING:
    from .picture import FrameInspection, SlotPicture

_Row = tuple[str, ...]


def report(picture: "FrameInspection") -> str:
    """The report: a headline, then a table for each part that has something to show. Linear in all of it."""
    at = "" if picture.line is None else f" at line {picture.line}"
    lasti = "" if picture.lasti is None else f", instruction {picture.lasti}"
    lines = [f"{picture.kind} {picture.qualname}: {picture.state}{at}{lasti} ({picture.layout})"]
    if picture.unreadable:
        lines.append(picture.unreadable)
    for title, rows in _tables(picture):
        lines += _table(title, list(rows))
    return "\n".join(lines)


def _tables(picture: "FrameInspection") -> "Iterator[tuple[str, Iterable[_Row]]]":
    for title, kinds in (("Locals", ("local",)), ("Cells", ("cell", "free")), ("Value stack", ("stack",))):
        yield title, [_slot(slot) for slot in picture.slots if slot.kind in kinds]
    yield "Exception state", _exceptions(picture)
    yield "Delegates", _delegates(picture)
    for title, owner in (("Generator", "generator"), ("Frame", "frame")):
        rows = [(item.name, _shown(item.value), item.meaning) for item in picture.attributes if item.owner == owner]
        yield title, rows
    yield "Handlers", map(_handler, picture.handlers)
    yield "Bytecode", _bytecode(picture)
    for struct in picture.structs:
        yield f"Memory: {struct.name}, {struct.size} bytes", _fields(struct)


def _table(title: str, rows: "list[_Row]") -> "list[str]":
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*rows)]
    lines = ["  ".join([cell.ljust(width) for cell, width in zip(row, widths)]) for row in rows]
    return ["", title, *[f"  {line}".rstrip() for line in lines]]


def _slot(slot: "SlotPicture") -> _Row:
    kind = "" if slot.kind in ("local", "stack") else slot.kind
    tag = f"borrowed from {slot.lender}" if slot.lender else slot.tag
    return slot.name, kind, described(slot.value), tag, f"+{slot.offset}"


def _exceptions(picture: "FrameInspection") -> "Iterator[_Row]":
    for link in picture.exception.chain:
        yield link.link, type_name(link.exception), "" if link.line is None else f"line {link.line}"


def _delegates(picture: "FrameInspection") -> "Iterator[_Row]":
    for depth, delegate in enumerate(picture.delegates):
        line = "" if delegate.line is None else f"line {delegate.line}"
        yield str(depth), delegate.type, delegate.name, delegate.state or "", line


def _shown(value: object) -> str:
    if type(value) is Withheld:
        return f"<{value.text}>"
    return "(not in this version)" if value is NULL else described(value)


def _handler(handler: Handler) -> _Row:
    to = "" if handler.target is None else f"to {handler.target}"
    where = "" if handler.start is None else f"from {handler.start} up to {handler.end}"
    return handler.kind, where, to, f"stack depth {handler.depth}", "pushes lasti" if handler.pushes_lasti else ""


def _bytecode(picture: "FrameInspection") -> "Iterator[_Row]":
    last: int | None = None
    for step in picture.bytecode:
        line = "" if step.line is None or step.line == last else str(step.line)
        last = step.line
        yield "-->" if step.is_current else "", line, str(step.offset), step.opname, step.argument


def _fields(struct: Struct) -> "Iterator[_Row]":
    for field in struct.fields:
        declared = f"{field.c_type} {field.name}" if field.c_type else f"({field.name})"
        yield f"+{field.offset}", str(field.size), declared.replace("* ", "*"), _content(field), field.meaning


def _content(field: Field) -> str:
    """Numbers as they are; of a pointer only whether there is one."""
    if len(field.words) != 1 or field.name in _RESTLESS or field.meaning == MEANINGLESS:
        return ""
    if "*" in field.c_type or field.c_type == "_PyStackRef":
        return "NULL" if field.words[0] in (0, 1) else "pointer"
    return str(field.words[0])


_RESTLESS = ("ob_refcnt", "visited", "localsplus")
"""Fields whose numbers depend on what else there is in the process."""
