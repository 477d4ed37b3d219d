"""An engine over standard input and output: `python -m genclone.lab`. A JSON text a line, both ways.

    {"open": SOURCE}  ->  {"opened": true}      forgets everything, from a clean slate; runs nothing
    {"act": ACTION}   ->  a step                does one action
    {"inspect": true} ->  an inspection         of all branches
    {"foresee": CLONE} -> a foresight           of what a clone action would do
    anything else     ->  {"error": MESSAGE}

User code has neither of the two streams: its own are captured, and its raw descriptors lead nowhere. It runs in a
temporary folder, which is removed at the end. Start it with PYTHONHASHSEED=0, so that sets come in one order
everywhere.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any, Final, TextIO, cast

from .session import Session
from .slate import Slate


def main() -> None:
    """The command."""
    options = _parse(sys.argv[1:])
    if options.memory is not None:
        _cap_memory(options.memory)
    requests, answers = _taken_streams()
    with tempfile.TemporaryDirectory(prefix="genclone-") as folder:
        before = os.getcwd()
        server = _Server(folder)
        for line in requests:
            print(server.answer(line), file=answers, flush=True)
        server.close()
        os.chdir(before)  # no system removes a folder that somebody is in


def _parse(arguments: "list[str]") -> Any:
    parser = argparse.ArgumentParser(
        prog="python -m genclone.lab", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--memory", type=int, metavar="MIB", help="the most memory to take, where it can be capped")
    return parser.parse_args(arguments)


def _cap_memory(mebibytes: int) -> None:
    """Allocations beyond it give MemoryError. Windows has no such cap for a process by itself."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))


def _taken_streams() -> "tuple[TextIO, TextIO]":
    """This process's standard input and output, for us alone; its descriptors 0 to 2 lead nowhere from now on."""
    requests = os.fdopen(os.dup(0), "r", encoding="utf-8", newline="\n")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return requests, answers


class _Server:
    """Answers one request after the other."""

    def __init__(self, folder: str) -> None:
        self._slate = Slate(folder)
        self._session: Session | None = None

    def answer(self, line: str) -> str:
        """What to answer to a line. Never raises for what is in it."""
        try:
            request: Any = json.loads(line)
        except ValueError as error:
            return _error(f"It is not JSON: {error}.")
        fields: dict[str, Any] = cast("dict[str, Any]", request) if isinstance(request, dict) else {}
        if isinstance(fields.get("open"), str):
            self.close()
            self._session = Session(fields["open"])
            return json.dumps({"opened": True})
        asked = next((name for name in _ASKED if name in fields), None)
        if asked is None:
            return _error(f"It asks for none of open, {', '.join(_ASKED)}.")
        if self._session is None:
            return _error("Nothing is open.")
        return _ASKED[asked](self._session, fields[asked])

    def close(self) -> None:
        """Lets go of what is open, and of all that it did."""
        self._session = None
        self._slate.wipe()


_ASKED: "Final[dict[str, Callable[[Session, Any], str]]]" = {
    "act": lambda session, action: session.act(json.dumps(action)),
    "inspect": lambda session, _: session.inspect(),
    "foresee": lambda session, action: session.foresee(json.dumps(action)),
}
"""What can be asked of an open experiment."""


def _error(message: str) -> str:
    return json.dumps({"error": message})


if __name__ == "__main__":
    main()
