"""A branch: a live generator of an experiment, and what the session knows of it."""

from collections.abc import Sequence
from typing import Literal

from ..frames import Frame, read_frame
from ..generators import Generator, frame_of
from ..report import Entry
from .driving import Driver

Ending = Literal["returned", "raised", "closed"]


class Branch:
    """A live generator.

    Attributes:
        name: ``A`` for the original, ``B``, ``C``… for clones.
        call: the expression that made the original.
        parent: the branch that it was cloned from; None for an original.
        driver: what resumes it.
        ending: how it finished, as far as the session saw it.
        report: what became of each slot when it was cloned; empty for an original.
    """

    def __init__(
        self,
        name: str,
        call: str,
        parent: "str | None",
        driver: Driver,
        ending: "Ending | None" = None,
        report: "Sequence[Entry]" = (),
    ) -> None:
        self.name = name
        self.call = call
        self.parent = parent
        self.driver = driver
        self.ending: Ending | None = ending
        self.report = tuple(report)

    @property
    def gen(self) -> Generator:
        """The generator."""
        return self.driver.gen

    def frame(self) -> Frame:
        return read_frame(self.gen)

    def has_finished(self) -> bool:
        return frame_of(self.gen) is None

    def ended(self, how: Ending) -> None:
        """Notes how the generator finished, if it just did: how it ended first is how it ended."""
        if self.has_finished() and self.ending is None:
            self.ending = how

    def status(self, frame: Frame) -> str:
        """The word of the protocol's `Status`."""
        return (self.ending or "returned") if frame.state == "finished" else frame.state

    def line(self, file: str) -> "int | None":
        """The line of `file` that the frame is at; None once finished, or where its code is elsewhere."""
        frame = frame_of(self.gen)
        return frame.f_lineno if frame is not None and frame.f_code.co_filename == file else None
