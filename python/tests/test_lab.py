"""The lab: actions in, outcomes and snapshots out, whatever the user's code does."""

import json
import sys
import unittest

from experiments import all_experiments
from genclone.lab import Session
from genclone.lab.output import LIMIT


class Lab:
    """A session, driven in words."""

    def __init__(self, source):
        self.session = Session(source)
        self.steps = []

    def act(self, do, branch="A", **fields):
        text = self.session.act(json.dumps({"do": do, "branch": branch, **fields}))
        self.steps.append(json.loads(text))
        return self.steps[-1]

    def start(self, call="g()"):
        return self.act("start", call=call)["outcome"]

    def next(self, branch="A"):
        return self.act("next", branch)["outcome"]

    def clone(self, branch="A", to="B"):
        return self.act("clone", branch, **{"as": to, "policy": "fork"})["outcome"]

    @property
    def last(self):
        return self.steps[-1]

    def branch(self, name="A"):
        return next(b for b in self.last["snapshot"]["branches"] if b["name"] == name)

    def slot(self, name, branch="A", table="locals"):
        return next(slot for slot in self.branch(branch)[table] if slot["name"] == name)

    def shown(self, ordinal):
        return next(view for view in self.last["snapshot"]["objects"] if view["id"] == ordinal)

    def text(self, name, branch="A", table="locals"):
        return self.shown(self.slot(name, branch, table)["holds"]["object"])["text"]


def started(source, call="g()"):
    lab = Lab(source)
    lab.start(call)
    return lab


COUNTER = all_experiments()["article-closures-rebound"]["source"]


class Actions(unittest.TestCase):
    def test_the_walk(self):
        lab = Lab(COUNTER)
        self.assertEqual(lab.start("counter(10)"), {"kind": "started", "text": "A is counter(10)"})
        self.assertEqual(lab.branch()["status"], "created")
        self.assertEqual(lab.next()["text"], "('red', 11)")
        self.assertEqual(lab.next()["text"], "('green', 12)")
        self.assertEqual(lab.clone()["kind"], "cloned")
        self.assertEqual(lab.act("send", "B", value="5")["outcome"]["text"], "('jumped', 17)")
        self.assertEqual((lab.branch("A")["line"], lab.branch("B")["line"]), (10, 12))
        self.assertEqual(lab.branch("B")["parent"], "A")
        self.assertEqual(lab.slot("start", "A"), lab.slot("start", "B"))
        self.assertNotEqual(lab.slot("inc", "A"), lab.slot("inc", "B"))
        self.assertNotEqual(lab.slot("n", "A", "cells")["cell"], lab.slot("n", "B", "cells")["cell"])
        self.assertEqual((lab.text("n", "A", "cells"), lab.text("n", "B", "cells")), ("12", "17"))
        self.assertEqual(lab.next()["text"], "('blue', 13)")

    def test_statuses(self):
        lab = Lab("def sub():\n    yield 1\ndef g():\n    yield 0\n    yield from sub()\n    yield 2\n    return 3\n")
        lab.start()
        statuses = [lab.branch()["status"]]
        for _ in range(4):
            lab.next()
            statuses.append(lab.branch()["status"])
        self.assertEqual(statuses, ["created", "suspended", "delegating", "suspended", "returned"])
        self.assertEqual(lab.last["outcome"]["text"], "3")
        self.assertIsNone(lab.branch()["line"])

    def test_a_finished_branch_keeps_how_it_ended(self):
        for action, fields, status in (
            ("throw", {"exception": "KeyError('x')"}, "raised"),
            ("close", {}, "closed"),
            ("next", {}, "returned"),
        ):
            lab = started("def g():\n    yield 1\n")
            lab.next()
            lab.act(action, **fields)
            self.assertEqual(lab.branch()["status"], status)
            self.assertEqual(lab.next()["type"], "StopIteration")
            self.assertEqual(lab.branch()["status"], status)
            lab.clone()
            self.assertEqual(lab.branch("B")["status"], status)

    def test_drop_runs_the_finally_within_the_action(self):
        lab = started("def g():\n    try:\n        yield []\n    finally:\n        print('dropped')\n")
        lab.next()
        step = lab.act("drop")
        self.assertEqual((step["outcome"]["kind"], step["stdout"]), ("dropped", "dropped\n"))
        self.assertEqual(step["snapshot"]["branches"], [])

    def test_what_a_slot_lets_go_of_is_finalised_within_the_action(self):
        lab = started(
            "class Loud:\n    def __del__(self): print('gone')\n"
            "def g():\n    box = [Loud()]\n    yield\n    box = None\n    yield\n    yield\n"
        )
        lab.next()
        lab.next()
        self.assertEqual(lab.last["stdout"], "gone\n")

    def test_a_refusal_says_slot_reason_and_remedy(self):
        lab = started("def g():\n    with open('f.txt', 'w') as out:\n        yield 1\n        yield 2\n")
        lab.next()
        outcome = lab.clone()
        self.assertEqual((outcome["kind"], outcome["slot"]), ("refused", "locals.out"))
        self.assertIn(outcome["reason"], outcome["text"])
        self.assertIn(outcome["remedy"], outcome["text"])
        self.assertEqual(lab.next()["text"], "2")
        lab.act("close")


class BadInput(unittest.TestCase):
    def test_a_syntax_error_in_the_source_names_its_line(self):
        outcome = Lab("x = 1\ndef g(:\n    yield\n").start()
        self.assertEqual((outcome["kind"], outcome["type"], outcome["origin"]), ("raised", "SyntaxError", "source"))
        self.assertEqual(outcome["traceback"][-1]["line"], 2)

    def test_a_source_that_raises_names_its_line(self):
        lab = Lab("x = 1\ndef f():\n    raise KeyError('early')\nf()\n")
        outcome = lab.start()
        self.assertEqual((outcome["text"], outcome["origin"]), ("KeyError: 'early'", "source"))
        self.assertEqual([entry["line"] for entry in outcome["traceback"]], [4, 3])
        self.assertEqual(lab.last["snapshot"]["branches"], [])

    def test_an_expression_that_raises_leaves_the_branch_alone(self):
        lab = started("def g():\n    got = yield 1\n    yield got\n")
        lab.next()
        for wrong, kind in (("1 +", "SyntaxError"), ("missing", "NameError"), ("1/0", "ZeroDivisionError")):
            for do, field in (("send", "value"), ("throw", "exception")):
                outcome = lab.act(do, **{field: wrong})["outcome"]
                self.assertEqual((outcome["kind"], outcome["type"], outcome["origin"]), ("raised", kind, "expression"))
        self.assertEqual(lab.branch()["status"], "suspended")
        self.assertEqual(lab.act("send", value="'fine'")["outcome"]["text"], "'fine'")

    def test_a_start_that_is_no_generator_is_refused(self):
        lab = Lab("def f():\n    return [1]\nasync def c():\n    pass\n")
        for call in ("f()", "f", "iter([1])", "None"):
            outcome = lab.start(call)
            self.assertEqual(outcome["kind"], "refused")
            self.assertIn("yield", outcome["remedy"])
        self.assertIn("list", lab.start("f()")["reason"])

    def test_unknown_and_taken_names_are_refused(self):
        lab = started("def g():\n    yield 1\n")
        self.assertEqual(lab.next("Z")["kind"], "refused")
        self.assertEqual(lab.start()["kind"], "refused")
        self.assertEqual(lab.clone(to="A")["kind"], "refused")
        self.assertEqual(lab.next()["text"], "1")

    def test_what_is_no_action_is_refused(self):
        session = Session("")
        for wrong in ("", "[]", "{}", '{"do": "fly"}', '{"do": "next"}', '{"do": "send", "branch": "A", "value": 1}'):
            self.assertEqual(json.loads(session.act(wrong))["outcome"]["kind"], "refused")

    def test_endless_recursion_is_an_exception_like_others(self):
        lab = started("def g():\n    yield 1\n    def deeper(): return deeper()\n    yield deeper()\n")
        lab.next()
        outcome = lab.next()
        self.assertEqual(outcome["type"], "RecursionError")
        self.assertLess(len(outcome["traceback"]), 30)

    def test_exit_and_other_base_exceptions_end_nothing(self):
        lab = started("import sys\ndef g():\n    yield 1\n    sys.exit(3)\n")
        lab.next()
        self.assertEqual(lab.next()["text"], "SystemExit: 3")

    def test_ten_megabytes_of_output_are_cut_with_a_note(self):
        lab = started("def g():\n    print('x' * 10_000_000)\n    yield 1\n")
        lab.next()
        self.assertLess(len(lab.last["stdout"]), LIMIT + 200)
        self.assertIn("9,900,001 more bytes", lab.last["stdout"])

    def test_streams_are_captured_and_input_is_empty(self):
        lab = started(
            "import sys\ndef g():\n    print('out')\n    print('err', file=sys.stderr)\n"
            "    sys.stdout.buffer.write(b'raw\\n')\n    yield sys.stdin.read()\n    print('\\udc80')\n    yield\n"
            "    sys.stdout.close()\n    yield\n    print('again')\n    yield\n"
        )
        self.assertEqual(lab.next()["text"], "''")
        self.assertEqual((lab.last["stdout"], lab.last["stderr"]), ("out\nraw\n", "err\n"))
        lab.next()
        self.assertEqual(lab.last["stdout"], "\\udc80\n")
        lab.next()
        lab.next()
        self.assertEqual(lab.last["stdout"], "again\n")


class Texts(unittest.TestCase):
    SOURCE = """
class Raising:
    def __repr__(self): raise ValueError
class Endless:
    def __repr__(self):
        while True: pass
class Stubborn:
    def __repr__(self):
        while True:
            try:
                while True: pass
            except Exception: pass
class Huge:
    def __repr__(self): return "x" * 10_000_000
class Wrong:
    def __repr__(self): return 3
class Deep:
    def __repr__(self): return repr(self)
class Meta(type):
    __name__ = property(lambda cls: 1 / 0)
class Odd(metaclass=Meta):
    __class__ = property(lambda self: 1 / 0)
def g():
    values = [Raising(), Endless(), Stubborn(), Huge(), Wrong(), Deep(), Odd()]
    raising, endless, stubborn, huge, wrong, deep, odd = values
    million = list(range(10**6))
    digits = 10**10_000
    text = "y" * 10**6
    cycle = []
    cycle.append(cycle)
    plain = type("Plain", (), {})()
    method = plain.__repr__
    unset_local = 0
    del unset_local
    unknown = "at 0x12345678"
    yield
"""

    def setUp(self):
        self.lab = started(self.SOURCE)
        self.lab.next()

    def test_no_repr_can_raise_hang_or_flood(self):
        texts = {
            "raising": "<no text: raised ValueError>",
            "endless": "<no text: still running after 50,000 steps>",
            "stubborn": "<no text: still running after 50,000 steps>",
            "wrong": "<no text: raised TypeError>",
            "deep": "<no text: still going deeper after 60 calls>",
        }
        for name, text in texts.items():
            self.assertEqual(self.lab.text(name), text)
        self.assertIn("9,999,760 more characters", self.lab.text("huge"))

    def test_big_values_are_abridged(self):
        self.assertIn("more]", self.lab.text("million"))
        self.assertEqual(self.lab.text("digits"), "<int of 33,220 bits>")
        self.assertIn("999,820 more", self.lab.text("text"))
        self.assertEqual(self.lab.text("cycle"), "[[…]]")
        for view in self.lab.last["snapshot"]["objects"]:
            self.assertLess(len(view["text"]), 300)

    def test_no_address_is_ever_shown(self):
        shown = json.dumps(self.lab.last["snapshot"]["objects"]).replace("at 0x12345678", "")
        self.assertNotRegex(shown, r"0x[0-9a-f]{4}")
        plain = self.lab.slot("plain")["holds"]["object"]
        self.assertIn(f"#{plain}", self.lab.text("plain"))
        self.assertIn(f"#{plain}", self.lab.text("method"))

    def test_a_string_that_looks_like_an_address_is_left_alone(self):
        self.assertEqual(self.lab.text("unknown"), "'at 0x12345678'")

    def test_tracing_is_as_before(self):
        self.assertIsNone(sys.gettrace())


class Snapshots(unittest.TestCase):
    def test_every_ordinal_has_its_object(self):
        for experiment in all_experiments().values():
            session = Session(experiment["source"])
            for action in experiment["actions"]:
                snapshot = json.loads(session.act(json.dumps(action)))["snapshot"]
                known = {view["id"] for view in snapshot["objects"]}
                for branch in snapshot["branches"]:
                    for table in ("locals", "cells", "stack", "exception"):
                        for slot in branch[table]:
                            if slot["holds"]["is"] == "object":
                                self.assertIn(slot["holds"]["object"], known)

    def test_hidden_iterators_say_where_they_are(self):
        lab = started("def g():\n    for n, c in enumerate('abc'):\n        for x in list('ab'):\n            yield\n")
        lab.next()
        held = {slot["role"]: self.shown_in(lab, slot) for slot in lab.branch()["stack"] if slot["role"] != "no value"}
        self.assertIn(held.get("for iterator"), ["list_iterator at 1 of 2", "enumerate at 1"])
        if "for sequence" in held:  # 3.15: the list itself and a bare index
            self.assertEqual((held["for sequence"], held["index"]), ("['a', 'b']", 1))

    def shown_in(self, lab, slot):
        holds = slot["holds"]
        return holds["value"] if holds["is"] == "integer" else lab.shown(holds["object"])["text"]

    def test_nested_iterators_are_told_part_by_part(self):
        lab = started("def g():\n    numbered = enumerate('abc')\n    for n, c in numbered:\n        yield\n")
        lab.next()
        outer = lab.shown(lab.slot("numbered")["holds"]["object"])
        self.assertEqual(outer["text"], "enumerate at 1")
        self.assertEqual(lab.shown(outer["parts"][0]["object"])["text"][-9:], "at 1 of 3")

    def test_a_range_iterator_says_how_much_is_left(self):
        lab = started("def g():\n    for i in range(2):\n        yield i\n    yield\n")
        texts = []
        for _ in range(2):
            lab.next()
            texts.append(lab.text("0", table="stack"))
        self.assertEqual(texts, ["range_iterator, 1 left", "range_iterator, exhausted"])

    def test_the_exception_being_handled_is_shown(self):
        lab = started("def g():\n    try:\n        1/0\n    except ZeroDivisionError:\n        yield\n    yield\n")
        lab.next()
        self.assertEqual(lab.text("handling", table="exception"), "ZeroDivisionError('division by zero')")
        lab.next()
        self.assertEqual(lab.slot("handling", table="exception")["holds"], {"is": "unset"})

    def test_unset_locals_and_empty_cells(self):
        lab = started("def g():\n    f = lambda: late\n    yield\n    x = late = 1\n    yield\n")
        lab.next()
        self.assertEqual(lab.slot("x")["holds"], {"is": "unset"})
        self.assertEqual(lab.slot("late", table="cells")["holds"], {"is": "unset"})
        lab.next()
        self.assertEqual(lab.text("x"), "1")

    def test_free_variables_stand_with_the_cells(self):
        lab = Lab("def outer():\n    n = 1\n    def g():\n        yield n\n        yield n\n    return g()\n")
        lab.start("outer()")
        lab.next()
        lab.clone()
        a, b = lab.slot("n", "A", "cells"), lab.slot("n", "B", "cells")
        self.assertEqual((a["kind"], a["cell"]), ("free", b["cell"]))
