"""Makes programs and runs them, with clones or by replay: one process, one of the two.

For each program it prints two lines of JSON: ``{"begin": SEED, "flavour": …}`` before anything of it runs, so that a
crash has a name, and ``{"seed": …, "flavour": …, "digest": …, "branches": [[…]]}``, which must be the same from both.
The last line is ``{"programs": …, "clones": …, "suspensions": …}``. By replay nothing of genclone is imported.
"""

import argparse
import gc
import json
import sys
import traceback
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import driver
from programs import Program, write_program

FLAVOURS = ("generator", "coroutine")


def main(arguments: "list[str]") -> None:
    """The command; `arguments` as ``--help`` says."""
    options = _parse(arguments)
    # A coroutine that is dropped before it starts says so.
    warnings.simplefilter("ignore")
    flavours = options.flavours.split(",")
    without = options.without.split(",") if options.without else []
    if options.show:
        print(*(_in_words(write_program(options.seed, flavour, without)) for flavour in flavours), sep="\n")
        return
    drive = _driver(options.how)
    gc.collect()
    gc.freeze()  # what was imported is nothing that a strained collector has to look at
    # When CPython collects depends on how much was allocated, so finalisers would speak up in one step with clones and
    # in another by replay. The driver collects, at the same moments in both.
    gc.disable()
    totals = {"programs": 0, "clones": 0, "suspensions": 0}
    for seed in range(options.seed, options.seed + options.programs):
        for flavour in flavours:
            gc.collect()  # what the last program left must not speak up in this one
            _say({"begin": seed, "flavour": flavour})
            program = write_program(seed, flavour, without)
            branches = _attempt(drive, program)
            transcripts = [branch.transcript for branch in branches] if type(branches) is list else branches
            _say({"seed": seed, "flavour": flavour, "digest": program.digest, "branches": transcripts})
            totals["programs"] += 1
            totals["clones"] += sum(op.kind == "clone" for op in program.script)
            if type(branches) is list:
                totals["suspensions"] += sum(branch.suspensions for branch in branches)
    _say(totals)


def _parse(arguments: "list[str]") -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("how", choices=["clones", "replay"])
    parser.add_argument("--seed", type=int, default=0, help="of the first program; the next one has the next seed")
    parser.add_argument("--programs", type=int, default=1, help="how many")
    parser.add_argument("--flavours", default="generator", help=f"some of {','.join(FLAVOURS)}")
    parser.add_argument("--without", default="", help="constructs to leave out, by the methods that write them")
    parser.add_argument("--show", action="store_true", help="print the program of the seed, and run nothing")
    return parser.parse_args(arguments)


def _driver(how: str):
    if how == "replay":
        return driver.drive_by_replay
    from genclone import clone

    return lambda program: driver.drive_with_clones(program, clone)


def _attempt(drive, program: Program):
    """The branches; where the driving itself fails, as by a refusal, the traceback in words."""
    try:
        return drive(program)
    except Exception:
        return traceback.format_exc()


def _say(message: object) -> None:
    print(json.dumps(message), flush=True)


def _in_words(program: Program) -> str:
    script = "\n".join(f"  {op}" for op in program.script)
    modes = f"observed: {program.observed}, strained: {program.strained}"
    return f"{program.source}\nscript ({modes}):\n{script}"


if __name__ == "__main__":
    main(sys.argv[1:])
