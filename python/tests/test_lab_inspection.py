"""What the lab tells of the insides of branches; and that asking for it changes nothing."""

import gc
import json
import os
import tempfile
import unittest

from experiments import all_experiments
from genclone.lab import Session, Slate

SOURCE = """
class Loud:
    def __repr__(self): raise SystemExit("asked")
    def __getattribute__(self, name): raise SystemExit("asked")
    def __eq__(self, other): raise SystemExit("asked")

def inner():
    yield 1

def outer(loud):
    try:
        1 / 0
    except ZeroDivisionError:
        yield from inner()
"""


def branch_of(session, name="A"):
    told = json.loads(session.inspect())
    return next(branch for branch in told["branches"] if branch["name"] == name), told


def played(source, *actions):
    session = Session(source)
    for action in actions:
        session.act(json.dumps(action))
    return session


START = {"do": "start", "branch": "A", "call": "outer(Loud())"}
NEXT = {"do": "next", "branch": "A"}
CLONE = {"do": "clone", "branch": "A", "as": "B", "policy": "fork"}


class Inspecting(unittest.TestCase):
    def test_it_tells_delegates_exceptions_code_and_structures(self):
        branch, told = branch_of(played(SOURCE, START, NEXT))
        delegates = [(one["type"], one["name"], one["line"]) for one in branch["delegates"]]
        self.assertEqual(delegates, [("generator", "inner", 8)])
        self.assertEqual([(one["link"], one["type"]) for one in branch["handled"]], [("handled", "ZeroDivisionError")])
        code = told["codes"][branch["code"]]
        self.assertTrue(code["isOwn"])
        self.assertEqual(code["name"], "outer")
        self.assertEqual([step["line"] for step in code["instructions"] if step["offset"] == branch["lasti"]], [14])
        self.assertEqual(branch["structs"][0]["name"], "PyGenObject")
        self.assertIn("localsplus[0]", [field["name"] for field in branch["structs"][-1]["fields"]])
        attributes = {one["name"]: one["text"] for one in branch["attributes"]}
        self.assertEqual(attributes["gi_running"], "False")
        self.assertEqual(attributes["f_lineno"], "14")

    def test_a_clone_has_the_same_code_another_frame_and_a_delegate_of_its_own(self):
        session = played(SOURCE, START, NEXT, CLONE)
        (one, told), (other, _) = branch_of(session, "A"), branch_of(session, "B")
        self.assertEqual(len(told["codes"]), 1)
        self.assertEqual(one["lasti"], other["lasti"])
        self.assertNotEqual(one["delegates"][0]["address"], other["delegates"][0]["address"])
        words = [{field["name"]: field["words"] for field in branch["structs"][0]["fields"]} for branch in (one, other)]
        self.assertEqual(words[0]["ob_type"], words[1]["ob_type"])

    def test_a_finished_one_has_no_place_in_its_code(self):
        branch, _ = branch_of(played(SOURCE, START, NEXT, {"do": "close", "branch": "A"}))
        self.assertIsNone(branch["lasti"])
        self.assertEqual((branch["delegates"], branch["handled"]), ([], []))

    def test_before_anything_was_started_there_is_nothing_to_tell(self):
        self.assertEqual(json.loads(Session(SOURCE).inspect()), {"branches": [], "codes": []})


class Restraint(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(os.chdir, os.getcwd())  # before the folder is removed
        self.slate = Slate(os.path.join(folder.name, "experiment"))

    def steps(self, experiment, look):
        self.slate.wipe()
        session = Session(experiment["source"])
        for action in experiment["actions"]:
            yield session.act(json.dumps(action))
            if look:
                session.inspect()

    def test_looking_after_every_action_changes_no_step_of_any_experiment(self):
        for name, experiment in all_experiments().items():
            with self.subTest(name):
                self.assertEqual([*self.steps(experiment, True)], [*self.steps(experiment, False)])

    def test_the_collector_is_left_as_it_was(self):
        self.addCleanup(gc.enable)
        session = played(SOURCE, START, NEXT)
        for switch, is_enabled in ((gc.disable, False), (gc.enable, True)):
            switch()
            session.inspect()
            self.assertIs(gc.isenabled(), is_enabled)


if __name__ == "__main__":
    unittest.main()
