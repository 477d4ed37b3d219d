"""inspect_frame() runs nothing of the user's, changes nothing and keeps nothing alive."""

import gc
import io
import sys
import weakref

from genclone import clone
from genclone.inspection import inspect_frame
from generators import advanced, count
from inspecting import Hostile, Quiet, delegating, slot_of


class HostileMeta(type):
    def refuse(cls, *arguments):
        raise AssertionError("a class was asked something")

    __repr__ = __eq__ = __instancecheck__ = __subclasscheck__ = refuse
    __hash__ = type.__hash__
    __name__ = property(refuse)


class HostileClass(metaclass=HostileMeta):
    pass


class HostileError(Exception):
    def refuse(self, *arguments):
        raise AssertionError("an exception was asked something")

    __repr__ = __str__ = __eq__ = refuse
    __context__ = __cause__ = __traceback__ = __suppress_context__ = property(refuse)
    __hash__ = Exception.__hash__


class HostileText(str):
    __slots__ = ()

    def refuse(self, *arguments):
        raise AssertionError("a name was asked something")

    __repr__ = __str__ = __eq__ = __format__ = __len__ = __add__ = refuse
    __hash__ = str.__hash__


class Restraint(Quiet):
    def test_values_are_never_asked_anything(self):
        def holding(value, kind, text):
            def inner():
                return value

            try:
                raise HostileError
            except HostileError:
                for one in (value,):
                    print(kind, one, (yield inner))

        gen = advanced(holding(Hostile(), HostileClass, HostileText("secret")))
        gen.__name__ = gen.__qualname__ = HostileText("named")
        picture = inspect_frame(gen)
        self.assertEqual((type(picture.name), picture.name), (str, "named"))
        text = str(picture)
        self.assertIn("<Hostile>", text)
        self.assertIn("HostileError", text)
        self.assertNotIn("secret", text)
        repr(picture)

    def test_scalars_are_shown_and_clipped(self):
        def holding(number, text, data, flag, none, huge, lines):
            yield

        text = str(inspect_frame(holding(12.5, "hi" * 1000, b"\0", True, None, 1 << 20000, "a\nb")))
        for shown in ("12.5", "'hihi", "b'\\x00'", "True", "<int of 20,001 bits>", "'a\\nb'"):
            self.assertIn(shown, text)
        self.assertLess(len(max(text.splitlines(), key=len)), 400)

    def test_the_report_is_the_same_every_time(self):
        def reports():
            gen = advanced(delegating(count(5)))
            return [str(inspect_frame(gen)), str(inspect_frame(gen))]

        first = reports()
        kept = [bytearray(size) for size in range(1000)]  # so that the next ones lie elsewhere
        self.assertEqual(first[0], first[1])
        self.assertEqual(first, reports())
        del kept

    def test_reading_leaves_all_reference_counts_as_they_were(self):
        held = [object() for _ in range(5)]
        error = KeyError()

        def holding(a, b):
            captured = c
            manager = io.StringIO()
            try:
                raise error
            except KeyError:
                with manager:
                    for one in (d,):
                        print(a, b, lambda: captured, one, (yield))

        c, d, _e = held[2:]
        gen = advanced(holding(*held[:2]))
        subjects = [gen, gen.gi_code, holding, error, KeyError, type(gen), gen.__name__, *held]
        inspect_frame(gen)
        for read in (inspect_frame, lambda gen: str(inspect_frame(gen))):
            before = list(map(sys.getrefcount, subjects))
            for _ in range(20):
                read(gen)
            self.assertEqual(list(map(sys.getrefcount, subjects)), before)

    def test_a_picture_keeps_what_it_shows_and_no_more(self):
        class Local:
            pass

        def holding(local):
            yield local
            later.append(weakref.ref(local))
            local = Local()
            later.append(weakref.ref(local))
            yield local

        later = []
        gen = advanced(holding(Local()))
        picture = inspect_frame(gen)
        whole = weakref.ref(gen)
        next(gen)
        del gen
        self.assertIsNone(whole())
        self.assertIsNotNone(later[0]())
        self.assertIsNone(later[1]())
        self.assertEqual(picture.state, "suspended")
        del picture
        self.assertIsNone(later[0]())

    def test_the_generator_goes_on_as_if_nothing_had_been(self):
        def working():
            total = 0
            try:
                for n in range(5):
                    total += yield n
            finally:
                total += 100
            return total

        def run(look):
            gen = working()
            seen = []
            look(gen)
            seen.append(next(gen))
            try:
                while True:
                    look(gen)
                    seen.append(gen.send(2))
            except StopIteration as stop:
                seen.append(stop.value)
            look(gen)
            return seen

        self.assertEqual(run(inspect_frame), run(lambda gen: None))
        gen = advanced(count(1))
        inspect_frame(gen)
        self.assertEqual((next(clone(gen)), next(gen)), (2, 2))

    def test_it_holds_with_a_collection_at_every_allocation(self):
        threshold = gc.get_threshold()
        gc.set_threshold(1)
        try:
            for _ in range(20):
                gen = advanced(delegating(count(1 << 80)))
                picture = inspect_frame(gen)
                self.assertIs(picture.slots[0].value, gen.gi_frame.f_locals["inner"])
                str(picture)
        finally:
            gc.set_threshold(*threshold)

    def test_a_collection_that_resumes_the_generator_is_noticed(self):
        class Resuming:
            def __init__(self):
                self.me = self  # only a collection frees it

            def __del__(self):
                next(gen)

        gen = advanced(count(1 << 80))
        threshold = gc.get_threshold()
        gc.set_threshold(1)
        try:
            for _ in range(100):
                Resuming()
                picture = inspect_frame(gen)
                local = slot_of(picture, "n")
                self.assertEqual(local.word & ~3, id(local.value))
        finally:
            gc.set_threshold(*threshold)
            gc.collect()
