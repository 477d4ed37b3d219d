"""Runs every test of this folder and ends with one line of JSON: the same natively and in Pyodide.

The line is `{"run": …, "passed": …, "failed": …, "errors": …, "skipped": …, "failures": [{"test": …, "detail": …}],
"skips": [{"test": …, "detail": …}]}`. A run that prints no such line has crashed. Names of tests to run, as
`test_states` or `test_states.States`, may be given.
"""

import json
import os
import sys
import tempfile
import unittest
from pathlib import Path


class Result(unittest.TestResult):
    """Gathers the outcomes without printing; one test with three failing subtests is three failures."""

    def __init__(self) -> None:
        super().__init__()
        self.buffer = True
        self.passed = 0

    def startTest(self, test: unittest.TestCase) -> None:
        super().startTest(test)
        # Should the interpreter die, the last name written is the test that killed it.
        sys.__stderr__.write(f"running {test.id()}\n")
        sys.__stderr__.flush()

    def addSuccess(self, test: unittest.TestCase) -> None:
        super().addSuccess(test)
        self.passed += 1

    def addExpectedFailure(self, test: unittest.TestCase, err: object) -> None:
        super().addExpectedFailure(test, err)
        self.passed += 1

    def to_json(self) -> str:
        """The last line of the run."""
        bad = [*self.failures, *self.errors]
        bad += [(test, "passed, though it is marked as an expected failure") for test in self.unexpectedSuccesses]
        return json.dumps(
            {
                "run": self.testsRun,
                "passed": self.passed,
                "failed": len(self.failures) + len(self.unexpectedSuccesses),
                "errors": len(self.errors),
                "skipped": len(self.skipped),
                "failures": [{"test": test.id(), "detail": detail} for test, detail in bad],
                "skips": [{"test": test.id(), "detail": reason} for test, reason in self.skipped],
            }
        )


def main(names: list[str]) -> Result:
    """Runs the named tests, or all of them, and prints the last line."""
    folder = str(Path(__file__).resolve().parent)
    loader = unittest.TestLoader()
    sys.path.insert(0, folder)
    suite = loader.loadTestsFromNames(names) if names else loader.discover(folder, top_level_dir=folder)
    result = Result()
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as scratch:  # experiments write files
        os.chdir(scratch)
        suite.run(result)
        os.chdir(before)
    print(result.to_json(), flush=True)
    return result


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]).wasSuccessful() else 1)
