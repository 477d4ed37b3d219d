"""Reading generators: everything that can be known of one without running or changing anything."""

from .attributes import Attribute
from .bytecode import Handler, Instruction
from .delegates import Delegate
from .handled import ExceptionState, HandledException
from .picture import FrameInspection, SlotPicture, inspect_frame
from .structs import Field, Struct
from .words import Withheld

__all__ = [
    "Attribute",
    "Delegate",
    "ExceptionState",
    "Field",
    "FrameInspection",
    "HandledException",
    "Handler",
    "Instruction",
    "SlotPicture",
    "Struct",
    "Withheld",
    "inspect_frame",
]
