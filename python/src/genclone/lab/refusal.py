"""The outcome `refused`: an action that was not done, with the reason and the remedy."""

from collections.abc import Iterable
from typing import Any


def refused(text: str, reason: str, remedy: str, slot: "str | None" = None) -> "dict[str, Any]":
    """The outcome; `slot` is the one in the way, where one is."""
    where = f"{slot}: " if slot else ""
    return {
        "kind": "refused",
        "text": f"{text} {where}{reason} {remedy}",
        "slot": slot,
        "reason": reason,
        "remedy": remedy,
    }


def name_is_taken(name: str) -> "dict[str, Any]":
    return refused(f"There is a branch {name} already.", "Two branches cannot have one name.", "Take another name.")


def no_such_branch(name: str, branches: "Iterable[str]") -> "dict[str, Any]":
    names = ", ".join(branches)
    there = f"the branches {names}" if names else "no branches"
    return refused(f"There is no branch {name}.", f"The experiment has {there}.", "Start it, or act on another.")


def gave_no_generator(call: str, kind: str, text: str) -> "dict[str, Any]":
    article = "an" if kind[:1].lower() in "aeiou" else "a"
    return refused(
        f"{call} gave no generator.",
        f"It gave {article} {kind}: {text}.",
        "Call a function that has a yield in it, or one that is async.",
    )


def gave_no_new_generator(call: str, branch: str) -> "dict[str, Any]":
    return refused(
        f"{call} gave no new generator.",
        f"It gave the one that is branch {branch} already.",
        f"Clone {branch} to get a second one.",
    )
