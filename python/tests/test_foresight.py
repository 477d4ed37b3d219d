"""What `foresee` says is what a clone's report says then; and to foresee makes nothing and runs nothing."""

import unittest

from corpus import CASES
from driving import NATURAL, Run, naturally
from genclone import FORK, ISOLATED, Refusal, clone, foresee, register
from generators import advanced, count
from policy_cases import generator_holding, of_each_kind, stepped


def said(tell, gen, policy=FORK):
    """The entries by slot, or the refusal's words."""
    try:
        return {entry.slot: entry for entry in tell(gen, policy)}
    except Refusal as refusal:
        return refusal.slot, refusal.reason


def reported(gen, policy):
    entries = []
    clone(gen, policy, report=entries)
    return entries


class Agreeing(unittest.TestCase):
    maxDiff = None

    def test_it_agrees_with_the_report_at_every_suspension_of_the_corpus(self):
        for name, case in CASES.items():
            if case.missing:
                continue
            for policy in ("fork", "shallow", "strict"):
                run = Run(case, NATURAL.looks)
                for at in range(case.steps):
                    with self.subTest(case=name, policy=policy, at=at):
                        foreseen = said(foresee, run.subject, policy)
                        self.assertEqual(foreseen, said(reported, run.subject, policy))
                    if run.over:
                        break
                    run.advance(naturally)
                run.give_up()


class Restraint(unittest.TestCase):
    def test_no_copy_is_made_by_the_users_code(self):
        class Refusing:
            def __iter__(self):
                return self

            def __next__(self):
                return 1

            def __copy__(self):
                raise AssertionError("asked")

            __deepcopy__ = __copy__
            __hash__ = __eq__ = __copy__

        for gen in of_each_kind(Refusing()):
            for policy in (FORK, ISOLATED):
                entries = said(foresee, gen, policy)
                self.assertEqual(entries["locals.value"].did, "copied")

    def test_no_registered_copier_is_asked(self):
        class Thing:
            pass

        asked = []
        register(Thing, asked.append)
        entries = said(foresee, stepped(generator_holding(Thing())))
        self.assertEqual((entries["locals.value"].did, asked), ("copied", []))

    def test_no_finally_runs(self):
        events = []

        def careful():
            try:
                yield from [1, 2]
            finally:
                events.append("over")

        gen = advanced(careful())
        foresee(gen)
        self.assertEqual(events, [])
        self.assertEqual(list(gen), [2])

    def test_what_can_be_cloned_can_be_foreseen_and_nothing_else(self):
        with self.assertRaisesRegex(TypeError, "not 'int'"):
            foresee(1)
        with self.assertRaises(ValueError):
            foresee(count(1), "spoon")


if __name__ == "__main__":
    unittest.main()
