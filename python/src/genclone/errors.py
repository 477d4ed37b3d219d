"""Everything that genclone raises on its own account.

One root; every error says what happened and what to do about it.
"""


class GencloneError(Exception):
    """The root of all errors of this package."""


class UnsupportedPython(GencloneError):
    """This interpreter's generators have an unknown or unproved layout, so none was touched.

    Attributes:
        reason: what is unknown, or what differed from the layout expected.
        remedy: what to do.
    """

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.reason = reason
        self.remedy = remedy


class Refusal(GencloneError):
    """A clone that would not be safe, or not be clear, was declined; nothing was changed.

    Attributes:
        slot: the slot in the way, as ``locals.f`` or ``stack[0]``; None where it is the generator.
        reason: why it is in the way.
        remedy: what to do.
    """

    def __init__(self, slot: "str | None", reason: str, remedy: str) -> None:
        where = f"{slot}: " if slot else ""
        super().__init__(f"{where}{reason} {remedy}")
        self.slot = slot
        self.reason = reason
        self.remedy = remedy
