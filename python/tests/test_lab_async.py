"""Coroutines and async generators as branches, policies and evaluated expressions."""

import json
import unittest

from genclone.lab import Session

SOURCE = """
import types

@types.coroutine
def tick(n):
    return (yield n)

async def pair():
    return await tick(1), await tick(2)

async def counted():
    try:
        for i in range(3):
            got = await tick(i)
            yield i, got
    finally:
        await tick("bye")

async def plain():
    yield 1
    yield 2

def walk(items):
    for item in items:
        yield item
"""


class Lab:
    def __init__(self, *starts):
        self.session = Session(SOURCE)
        for branch, call in starts:
            self.act("start", branch, call=call)

    def act(self, do, branch=None, **fields):
        action = {"do": do, **({"branch": branch} if branch else {}), **fields}
        self.step = json.loads(self.session.act(json.dumps(action)))
        return self.step["outcome"]

    def told(self, do, branch=None, **fields):
        outcome = self.act(do, branch, **fields)
        return outcome["kind"], outcome["text"]

    def branch(self, name):
        return next(branch for branch in self.step["snapshot"]["branches"] if branch["name"] == name)


class Coroutines(unittest.TestCase):
    def test_a_coroutine_yields_what_it_awaits_and_is_sent_the_answer(self):
        lab = Lab(("A", "pair()"))
        self.assertTrue(lab.act("next", "A")["awaiting"])
        self.assertEqual(lab.branch("A")["kind"], "coroutine")
        self.assertEqual(lab.branch("A")["status"], "delegating")
        self.assertEqual(lab.told("clone", "A", **{"as": "B"})[0], "cloned")
        self.assertEqual(lab.told("send", "A", value="'x'"), ("yielded", "2"))
        self.assertEqual(lab.told("send", "A", value="'y'"), ("returned", "('x', 'y')"))
        self.assertEqual(lab.told("next", "B"), ("yielded", "2"))
        self.assertEqual(lab.told("next", "B"), ("returned", "(None, None)"))
        self.assertEqual(lab.told("next", "B"), ("raised", "RuntimeError: cannot reuse already awaited coroutine"))

    def test_one_that_nobody_awaited_says_so_without_a_place_of_ours_and_every_time(self):
        for _ in range(2):
            lab = Lab(("A", "pair()"))
            lab.act("drop", "A")
            self.assertEqual(lab.step["stderr"], "RuntimeWarning: coroutine 'pair' was never awaited\n")


class AsyncGenerators(unittest.TestCase):
    def test_what_is_for_the_consumer_and_what_for_the_loop_are_told_apart(self):
        lab = Lab(("A", "counted()"))
        self.assertTrue(lab.act("next", "A")["awaiting"])
        self.assertFalse(lab.act("send", "A", value="5")["awaiting"])
        self.assertEqual(lab.told("next", "A"), ("yielded", "1"))
        self.assertEqual(lab.told("next", "A"), ("yielded", "(1, None)"))
        self.assertEqual(lab.branch("A")["kind"], "async generator")

    def test_one_without_an_await_is_driven_like_a_generator(self):
        lab = Lab(("A", "plain()"))
        self.assertEqual([lab.told("next", "A")[0] for _ in range(4)], ["yielded", "yielded", "returned", "raised"])
        self.assertEqual(lab.branch("A")["status"], "returned")

    def test_a_clone_in_the_middle_of_an_await_goes_on_with_an_await_of_its_own(self):
        lab = Lab(("A", "counted()"))
        lab.act("next", "A")
        lab.act("clone", "A", **{"as": "B"})
        self.assertEqual(lab.told("send", "A", value="'a'"), ("yielded", "(0, 'a')"))
        self.assertEqual(lab.told("send", "B", value="'b'"), ("yielded", "(0, 'b')"))

    def test_closing_takes_the_steps_that_finally_awaits(self):
        for steps in (1, 2):  # in the middle of an await, and at a yield
            with self.subTest(steps=steps):
                lab = Lab(("A", "counted()"))
                for _ in range(steps):
                    lab.act("next", "A")
                self.assertEqual(lab.told("close", "A"), ("yielded", "'bye'"))
                self.assertEqual(lab.told("next", "A"), ("closed", "A is closed"))
                self.assertEqual(lab.branch("A")["status"], "closed")

    def test_an_exception_reaches_it_in_the_await_and_at_the_yield(self):
        for steps in (1, 2):
            with self.subTest(steps=steps):
                lab = Lab(("A", "counted()"))
                for _ in range(steps):
                    lab.act("next", "A")
                self.assertEqual(lab.told("throw", "A", exception="ValueError(1)"), ("yielded", "'bye'"))
                self.assertEqual(lab.told("next", "A"), ("raised", "ValueError: 1"))


class Policies(unittest.TestCase):
    def test_a_clone_is_made_by_the_policy_that_the_action_names(self):
        for policy, kind in (
            ("fork", "cloned"),
            ("strict", "refused"),
            ({"preset": "fork", "iterators": "refuse"}, "refused"),
        ):
            with self.subTest(policy=policy):
                lab = Lab(("A", "walk(iter((1, 2)))"))
                lab.act("next", "A")
                self.assertEqual(lab.act("clone", "A", **{"as": "B", "policy": policy})["kind"], kind)

    def test_a_policy_that_there_is_not_is_refused_by_name(self):
        lab = Lab(("A", "walk([1])"))
        for policy, said in (("deep", "'deep'"), ({"preset": "fork", "sockets": "dup"}, "'sockets'"), (3, "3")):
            with self.subTest(policy=policy):
                outcome = lab.act("clone", "A", **{"as": "B", "policy": policy})
                self.assertEqual(outcome["kind"], "refused")
                self.assertIn(said, outcome["text"])


class Evaluating(unittest.TestCase):
    def test_a_branch_is_a_variable_of_its_name_in_every_scope(self):
        lab = Lab(("A", "walk([1, 2, 3])"))
        self.assertEqual(lab.told("evaluate", expression="[next(A) for _ in range(2)]"), ("evaluated", "[1, 2]"))
        self.assertEqual(lab.told("next", "A"), ("yielded", "3"))

    def test_names_that_an_expression_binds_stay_and_branches_do_not(self):
        lab = Lab(("A", "walk([1])"))
        lab.act("evaluate", expression="(kept := 7)")
        self.assertEqual(lab.told("evaluate", expression="kept"), ("evaluated", "7"))
        lab.act("drop", "A")
        self.assertEqual(lab.act("evaluate", expression="A")["kind"], "raised")

    def test_an_error_is_an_outcome(self):
        self.assertEqual(Lab().told("evaluate", expression="1 / 0"), ("raised", "ZeroDivisionError: division by zero"))
