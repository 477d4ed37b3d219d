"""What inspect_frame() reads of slots, and of the words that they are."""

import contextlib
import types
import unittest

from genclone import layout
from genclone.inspection import inspect_frame
from genclone.ownership import NULL, TaggedInteger, TaggedReferences
from generators import advanced, count
from inspecting import Quiet, field, paused, slot_of

TAGGED = type(layout.current().references) is TaggedReferences


def values(picture, *kinds):
    return {slot.name: slot.value for slot in picture.slots if slot.kind in kinds}


class Slots(Quiet):
    def test_the_slots_of_a_known_generator_are_read_back(self):
        first, second = object(), object()

        def known(a, *rest, key):
            mine = [a]
            unset: object

            def inner():
                return mine, first

            for item in (second,):
                print(a, (yield item))
            unset = inner
            return unset

        gen = advanced(known(first, 1, key=second))
        picture = inspect_frame(gen)
        self.assertEqual((picture.kind, picture.name, picture.state), ("generator", "known", "suspended"))
        self.assertTrue(picture.qualname.endswith("<locals>.known"))
        self.assertEqual(picture.line, gen.gi_frame.f_lineno)
        self.assertEqual(picture.lasti, gen.gi_frame.f_lasti)
        held = values(picture, "local")
        self.assertIs(held["a"], first)
        self.assertIs(held["item"], second)
        self.assertEqual(held["rest"], (1,))
        self.assertIs(held["unset"], NULL)
        self.assertEqual(values(picture, "cell"), {"mine": [first]})
        self.assertIs(values(picture, "free")["first"], first)
        cell = slot_of(picture, "first", "free").cell
        self.assertIs(cell, held["inner"].__closure__[held["inner"].__code__.co_freevars.index("first")])
        stack = list(values(picture, "stack").values())
        self.assertTrue(any(held is print for held in stack))
        self.assertTrue(any(held is first for held in stack))

    def test_the_words_and_offsets_are_those_of_memory(self):
        picture = inspect_frame(advanced(count(1 << 70)))
        local = slot_of(picture, "n")
        self.assertEqual(local.word & ~3, id(local.value))
        slots = field(picture, -1, "localsplus")
        self.assertEqual(slots.words, tuple(slot.word for slot in picture.slots))
        self.assertEqual([slot.offset for slot in picture.slots][:1], [slots.offset])
        self.assertLessEqual(len(picture.slots) * 4, slots.size)

    def test_an_argument_that_is_captured_is_shown_before_and_after_it_has_a_cell(self):
        def capturing(n):
            yield lambda: n

        gen = capturing(7)
        self.assertIn(7, values(inspect_frame(gen), "local", "cell").values())
        next(gen)
        cell = slot_of(inspect_frame(gen), "n", "cell")
        self.assertEqual((cell.value, type(cell.cell)), (7, types.CellType))

    def test_an_empty_cell_has_no_content(self):
        def capturing():
            def inner():
                return late

            yield inner
            late = 1

        cell = slot_of(inspect_frame(advanced(capturing())), "late", "cell")
        self.assertIs(cell.value, NULL)
        self.assertIs(type(cell.cell), types.CellType)
        self.assertEqual(cell.tag, "owned")

    def test_the_constants_of_this_package_may_be_held_like_any_object(self):
        gen = advanced(count_of(NULL, TaggedInteger(5)))
        picture = inspect_frame(gen)
        self.assertEqual({slot.tag for slot in picture.slots if slot.kind == "local"} & {"null", "integer"}, set())
        self.assertIs(values(picture, "local")["a"], NULL)


def count_of(a, b):
    yield a, b


class Tags(unittest.TestCase):
    def test_a_word_owns_its_object_or_is_null(self):
        def known(a):
            unset: object
            yield a
            unset = a
            return unset

        picture = inspect_frame(advanced(known([])))
        self.assertEqual((slot_of(picture, "a").tag, slot_of(picture, "unset").tag), ("owned", "null"))

    @unittest.skipUnless(TAGGED, "words have tags from 3.14 on")
    def test_a_pending_operand_is_borrowed_from_the_local_it_came_from(self):
        def known(other, a):
            print(other, a, (yield))

        a = []
        picture = inspect_frame(advanced(known([], a)))
        pending = next(slot for slot in picture.slots if slot.kind == "stack" and slot.value is a)
        self.assertEqual((pending.tag, pending.lender, pending.word & 3), ("borrowed", "a", 1))
        self.assertEqual(pending.word & ~3, id(a))

    @unittest.skipUnless(TAGGED, "words have tags from 3.14 on")
    def test_an_immortal_is_told_from_what_is_borrowed(self):
        picture = inspect_frame(advanced(count_of(None, [])))
        self.assertEqual((slot_of(picture, "a").tag, slot_of(picture, "b").tag), ("immortal", "owned"))

    @unittest.skipUnless(TAGGED, "words have tags from 3.14 on")
    def test_a_number_in_the_word_is_an_integer(self):
        def looping(data):
            for item in data:
                yield item

        async def managing():
            async with Manager():
                raise KeyError

        if hasattr(types.GeneratorType, "gi_state"):  # 3.15: a loop over a list counts in the frame
            subject = advanced(looping([1, 2, 3]), 2)
        else:  # 3.14: where an exception came from, in async with
            subject = managing()
            subject.send(None)
            self.addCleanup(self.finish, subject)
        numbers = [slot for slot in inspect_frame(subject).slots if slot.tag == "integer"]
        self.assertEqual(len(numbers), 1)
        self.assertIs(type(numbers[0].value), TaggedInteger)
        self.assertEqual(numbers[0].word >> 2, numbers[0].value.value)

    @staticmethod
    def finish(coroutine):
        with contextlib.suppress(KeyError):
            coroutine.send(None)


class Manager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *raised):
        await paused()
