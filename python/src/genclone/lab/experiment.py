"""An experiment as a file has it: `protocol/experiment.ts` of the playground, word for word."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from .canonical import canonical_text
from .schema import FIELDS, MISSING, REQUIRED, NotAnExperiment, Object, kind_of_json

OLDEST_FORMAT: Final = 1
FORMAT: Final = 2
"""The newest format that this can read, and the one that it writes."""

DEEPEST: Final = 100
"""How deep objects and arrays may lie in each other, as in the playground.

`json` would go on until, in WebAssembly, CPython itself dies.
"""


@dataclass(frozen=True)
class Experiment:
    """Source plus actions.

    Attributes:
        title: plain text.
        notes: plain text; may be empty.
        python: the version of CPython that it is about, as ``3.14``.
        source: the Python source.
        actions: what is done, each as the JSON object that `Session.act` takes.
        expected: what the actions lead to, in their order; it may say less than there are actions.
        fields: everything, as JSON, fields that are not known among them.
    """

    title: str
    notes: str
    python: str
    source: str
    actions: "tuple[Mapping[str, Any], ...]"
    expected: "tuple[Mapping[str, Any] | None, ...]"
    fields: "Mapping[str, Any]"

    def expectation(self, index: int, python: str) -> "Mapping[str, Any] | None":
        """What the action at `index` should lead to on a version of Python; None where nothing is said."""
        said = self.expected[index] if index < len(self.expected) else None
        return None if said is None else said.get("on", {}).get(python, said)

    def canonical_text(self) -> str:
        """The one text of the experiment, as a file has it: equal experiments give equal text."""
        return canonical_text(self.fields)


def parse_experiment(text: str) -> Experiment:
    """Reads the text of an experiment, of this format or an older one. Linear in the text.

    Raises:
        NotAnExperiment: it is none; or of a format that is not known.
    """
    if _depth(text) > DEEPEST:
        raise NotAnExperiment("It is not JSON: it is nested too deeply.")
    try:
        found: Any = json.loads(text)
    except ValueError as error:
        raise NotAnExperiment(f"It is not JSON: {error}.") from error
    if not isinstance(found, dict):
        raise NotAnExperiment(f"expected Object, not {kind_of_json(found)}.")
    fields = _migrated(cast("Object", found))
    for name, check in FIELDS.items():
        if name in fields or name in REQUIRED:
            check(fields.get(name, MISSING), name)
    actions = [_with_policy(action) for action in fields["actions"]]
    fields["actions"] = actions
    if len(fields.get("expected", ())) > len(actions):
        raise NotAnExperiment("expected: more outcomes are expected than there are actions.")
    return Experiment(
        title=fields["title"],
        notes=fields.get("notes", ""),
        python=fields["python"],
        source=fields["source"],
        actions=tuple(actions),
        expected=tuple(fields.get("expected", ())),
        fields=fields,
    )


def _with_policy(action: Object) -> Object:
    return {"policy": "fork", **action} if action["do"] == "clone" else action


def _migrated(found: Object) -> Object:
    """As of the newest format. Format 1 said nothing that 2 says otherwise."""
    number = found.get("format", MISSING)
    if number is MISSING:
        raise NotAnExperiment("format: it is missing.")
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise NotAnExperiment(f"format: expected number, not {kind_of_json(number)}.")
    if number not in range(OLDEST_FORMAT, FORMAT + 1):
        newer = number > FORMAT
        remedy = "a newer genclone made it; use one to open it" if newer else "there is no such format"
        raise NotAnExperiment(
            f"It is of format {number}, and formats {OLDEST_FORMAT} to {FORMAT} can be read here: {remedy}."
        )
    return {**found, "format": FORMAT}


_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def _depth(text: str) -> int:
    """How deep the brackets of a JSON text lie in each other."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", _STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest
