"""What becomes of the exceptions being handled: shared, or copied with what they are linked to."""

import builtins
import unittest

from genclone import FORK, ISOLATED, clone
from generators import advanced
from policy_cases import Case, Chained, caught, handling, held, of_each_kind, refused, step, yielding


class Exceptions(Case):
    def test_share(self):
        a = handling()
        error = next(a)
        b = clone(a)
        self.assertIs(next(b), error)
        self.assertIs(caught(b), error)

    def test_copy(self):
        for policy in (FORK.replace(exceptions="copy"), ISOLATED):
            a = handling()
            error = next(a)
            b = clone(a, policy)
            twin = next(b)
            self.assertIsNot(twin, error)
            self.assertEqual((type(twin), twin.args), (Chained, ("handled",)))
            self.assertIs(twin.__traceback__, error.__traceback__)
            self.assertIs(type(twin.__cause__), KeyError)
            self.assertEqual(twin.__suppress_context__, True)
            self.assertIs(caught(b), twin)  # what a bare raise raises is what `as` has
            self.assertIs(next(a), error)
            self.assertIs(caught(a), error)

    def test_the_chain_is_copied_where_values_are(self):
        a = handling()
        error = next(a)
        self.assertIs(next(clone(a, FORK.replace(exceptions="copy"))).__cause__, error.__cause__)
        twin = next(clone(a, ISOLATED))
        self.assertIsNot(twin.__cause__, error.__cause__)
        self.assertIs(twin.__cause__, twin.__context__)
        self.assertIs(twin.__cause__.__traceback__, error.__cause__.__traceback__)

    def test_a_handler_within_a_handler(self):
        def nested():
            try:
                raise KeyError(1)
            except KeyError as outer:
                try:
                    raise ValueError(2)
                except ValueError as inner:
                    yield outer, inner
                    yield outer, inner

        a = nested()
        outer, inner = next(a)
        for policy in (FORK.replace(exceptions="copy"), ISOLATED):
            outer_b, inner_b = next(clone(a, policy))
            self.assertIsNot(inner_b, inner)
            self.assertIsNot(outer_b, outer)
            self.assertIs(inner_b.__context__, outer_b)

    def test_one_that_is_its_own_cause(self):
        def circular():
            try:
                error = KeyError()
                raise error from error
            except KeyError as error:
                yield error
                yield error

        for policy in (FORK.replace(exceptions="copy"), ISOLATED):
            a = circular()
            error = next(a)
            twin = next(clone(a, policy))
            self.assertIsNot(twin, error)
            self.assertIs(twin.__cause__, twin)

    def test_one_whose_argument_was_raised_while_it_was_handled(self):
        def handling_both():
            error = KeyError()
            part = ValueError()
            part.__context__ = error
            error.args = (part,)
            try:
                raise error
            except KeyError:
                yield error
                yield error

        a = handling_both()
        error = next(a)
        twin = next(clone(a, ISOLATED))
        self.assertIsNot(twin, error)
        self.assertIsNot(twin.args[0], error.args[0])
        self.assertIs(twin.args[0].__context__, twin)

    def test_it_is_one_with_what_containers_hold(self):
        def generator():
            log = []
            try:
                raise KeyError("logged")
            except KeyError as error:
                log.append(error)
                yield log, error
                yield log, error
                raise

        a = generator()
        error = next(a)[1]
        b = clone(a, ISOLATED)
        log, twin = next(b)
        self.assertIs(log[0], twin)
        self.assertIsNot(twin, error)
        self.assertIs(twin.__traceback__, error.__traceback__)
        self.assertIs(caught(b), twin)
        b = clone(a, ISOLATED.replace(exceptions="share"))
        log, twin = next(b)
        self.assertIs(log[0], twin)
        self.assertIs(twin, error)

    def test_a_stored_one_keeps_its_traceback(self):
        def failed():
            try:
                raise KeyError("stored")
            except KeyError as error:
                return error

        error = failed()
        for gen in of_each_kind([error]):
            twin = held(clone(gen, ISOLATED))[0]
            self.assertIsNot(twin, error)
            self.assertIs(twin.__traceback__, error.__traceback__)

    @unittest.skipUnless(hasattr(BaseException, "add_note"), "notes came with 3.11")
    def test_notes_are_the_branch_s_own(self):
        def noting():
            try:
                raise KeyError
            except KeyError as error:
                error.add_note("before")
                while True:
                    yield error

        a = noting()
        error = next(a)
        twin = next(clone(a, FORK.replace(exceptions="copy")))
        twin.add_note("after")
        self.assertEqual((error.__notes__, twin.__notes__), (["before"], ["before", "after"]))

    @unittest.skipUnless(hasattr(builtins, "ExceptionGroup"), "except* came with 3.11")
    def test_groups(self):
        namespace = {}
        source = (
            "def grouped():\n try:\n  raise ExceptionGroup('both', [KeyError(1), ValueError(2)])\n"
            " except* KeyError as group:\n  yield group\n  yield group\n"
        )
        exec(source, namespace)
        for policy in (FORK.replace(exceptions="copy"), ISOLATED):
            a = namespace["grouped"]()
            group = next(a)
            b = clone(a, policy)
            self.assertIsNot(next(b), group)
            rest = caught(b)
            self.assertEqual([repr(error) for error in rest.exceptions], ["ValueError(2)"])
            next(a)
            self.assertEqual(repr(caught(a)), repr(rest))

    def test_in_coroutines_and_async_generators(self):
        async def coroutine():
            try:
                raise KeyError
            except KeyError as error:
                await yielding(error)
                await yielding(error)

        async def async_generator():
            try:
                raise KeyError
            except KeyError as error:
                yield error
                yield error

        for function in (coroutine, async_generator):
            with self.subTest(function.__name__):
                a = function()
                error = step(a)
                self.assertIs(held(clone(a), "error"), error)
                twin = step(clone(a, FORK.replace(exceptions="copy")))
                self.assertIsNot(twin, error)
                self.assertIs(type(twin), KeyError)

    def test_what_cannot_be_copied_is_refused(self):
        class Stubborn(Exception):
            def __reduce_ex__(self, protocol):
                raise TypeError("not me")

        def generator():
            try:
                raise Stubborn
            except Stubborn:
                yield
                yield "went on"

        a = advanced(generator())
        for policy in (FORK.replace(exceptions="copy"), ISOLATED):
            refusal = refused(a, policy, [])
            self.assertRegex(refusal["slot"], r"stack\[\d\]|exception")
            self.assertIn("not me", refusal["reason"])
        self.assertEqual(next(a), "went on")
