"""What happens to each kind of thing that a frame refers to when it is cloned.

One rule is behind the presets: what belongs to the frame is cloned, and what the frame only refers to is
shared, unless the policy says otherwise. Half-built containers on the value stack belong to the frame
under every policy, because nothing else can reach them.
"""

from dataclasses import dataclass, fields, replace
from typing import Any, Final, Literal, get_args, get_type_hints

Values = Literal["share", "deepcopy"]
Iterators = Literal["share", "copy", "refuse"]
Generators = Literal["share", "clone", "refuse"]
Files = Literal["share", "rewrap", "dup", "reopen", "refuse"]
Cells = Literal["share", "copy", "rebind", "unbind", "refuse"]
Free = Literal["share", "copy", "refuse"]
Exceptions = Literal["share", "copy"]
Managers = Literal["share", "refuse"]


@dataclass(frozen=True)
class Policy:
    """What becomes of what a frame refers to. Immutable; `replace` gives a variant.

    Attributes:
        values: plain objects: ``share`` them, or ``deepcopy`` them under one memo, so that objects which
            refer to each other still do. Functions inside of containers stay shared, as `copy.deepcopy`
            has it.
        iterators: hidden ``for`` iterators, iterators in locals and nested ones: ``share`` one position,
            ``copy`` it (an independent position over the same data, as PEP 323 defines it), or ``refuse``.
            Where CPython keeps a loop's position in the frame itself (3.15, for lists, tuples and strings)
            it cannot be shared, and is copied.
        generators: nested generators, delegates among them: ``share``, ``clone`` or ``refuse``.
        files: ``share`` the file and its one position; ``rewrap``: a new file object with its own
            read-ahead over the same handle; ``dup``: one over a duplicate of the descriptor (the two have
            one offset in the kernel); ``reopen``: an own handle at the same position; ``refuse``.
        cells: the frame's own cell variables: ``share`` the cells; ``copy`` them for the cloned frames;
            ``rebind``: copy, and rebind inner functions that the frame holds to the copies; ``unbind``: each
            frame gets its value alone, and whatever else refers to the cell keeps the original's;
            ``refuse``.
        free: cells captured from outside: ``share``, ``copy`` (inner functions follow as `cells` says), or
            ``refuse``.
        exceptions: those being handled inside the frame: ``share`` or ``copy``.
        managers: those whose ``with`` block the frame is in: ``share`` (both generators will exit it), or
            ``refuse``.

    Raises:
        ValueError: a field has no such value; says which it has.
    """

    values: Values = "share"
    iterators: Iterators = "copy"
    generators: Generators = "clone"
    files: Files = "refuse"
    cells: Cells = "rebind"
    free: Free = "share"
    exceptions: Exceptions = "share"
    managers: Managers = "share"

    def __post_init__(self) -> None:
        for name, choices in CHOICES.items():
            value = getattr(self, name)
            if value not in choices:
                raise ValueError(f"{name} must be one of {', '.join(choices)}, not {value!r}.")

    def replace(self, **changes: Any) -> "Policy":
        """This policy with some fields changed, as ``FORK.replace(files="dup")``.

        Raises:
            ValueError: there is no such field, or no such value for it.
        """
        for name in changes:
            if name not in CHOICES:
                raise ValueError(f"A policy has no field {name!r}. It has {', '.join(CHOICES)}.")
        return replace(self, **changes)


CHOICES: Final["dict[str, tuple[str, ...]]"] = {
    field.name: get_args(get_type_hints(Policy)[field.name]) for field in fields(Policy)
}
"""Field of a policy -> the values that it may have."""

FORK: Final = Policy()
"""The default: what belongs to the frame is cloned, what it only refers to is shared."""

SHALLOW: Final = Policy(iterators="share", generators="share", files="share", cells="share")
"""Everything is shared but the slots themselves, as `copy.copy` would have it."""

ISOLATED: Final = Policy(values="deepcopy", files="reopen", free="copy", exceptions="copy")
"""Everything reachable is copied under one memo, as `copy.deepcopy` would have it."""

STRICT: Final = Policy(
    iterators="refuse", generators="refuse", files="refuse", cells="refuse", free="refuse", managers="refuse"
)
"""Refuses whatever can be refused: only plain values may be in the frame."""

PRESETS: Final = {"shallow": SHALLOW, "fork": FORK, "isolated": ISOLATED, "strict": STRICT}
"""Name of a preset -> the policy."""


def as_policy(policy: "Policy | str") -> Policy:
    """The policy itself, or the preset of that name.

    Raises:
        TypeError: it is neither a policy nor a name.
        ValueError: there is no preset of that name; says which there are.
    """
    if isinstance(policy, Policy):
        return policy
    if not isinstance(policy, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"policy must be a Policy or the name of a preset, not {type(policy).__name__!r}.")
    if policy not in PRESETS:
        raise ValueError(f"There is no policy {policy!r}. There are {', '.join(PRESETS)}.")
    return PRESETS[policy]
