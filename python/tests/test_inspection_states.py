"""What inspect_frame() reads of a generator in every state."""

from genclone import UnsupportedPython, layout
from genclone.inspection import Withheld, inspect_frame
from generators import advanced, count
from inspecting import Hostile, Quiet, attribute, delegating, field, samples


class States(Quiet):
    def test_every_kind_when_created(self):
        for gen in samples():
            with self.subTest(kind=type(gen).__name__):
                picture = inspect_frame(self.kept(gen))
                self.assertEqual((picture.state, picture.delegates, picture.unreadable), ("created", (), ""))
                self.assertEqual(picture.kind.replace(" ", "_"), type(gen).__name__)
                self.assertEqual(picture.line, gen_frame(gen).f_lineno)
                self.check_report(picture)

    def test_every_kind_when_suspended_in_something(self):
        subjects = [advanced(delegating(count(1))), *samples()[1:]]
        subjects[1].send(None)
        asend = subjects[2].asend(None)
        asend.send(None)
        for gen, prefix in zip(subjects, ("gi", "cr", "ag")):
            with self.subTest(kind=prefix):
                picture = inspect_frame(gen)
                self.assertEqual(picture.state, "delegating")
                waited = attribute(picture, "gi_yieldfrom" if prefix == "gi" else f"{prefix}_await")
                self.assertIs(picture.delegates[0].value, waited.value)
                self.assertIs(attribute(picture, f"{prefix}_running").value, prefix == "ag" and gen.ag_running)
                self.check_report(picture)

    def test_every_kind_when_finished(self):
        subjects = samples()
        subjects[0].close()
        subjects[1].close()
        with self.assertRaises((StopIteration, GeneratorExit)):
            subjects[2].aclose().send(None)
        for gen in subjects:
            with self.subTest(kind=type(gen).__name__):
                picture = inspect_frame(gen)
                self.assertEqual((picture.state, picture.slots, picture.line), ("finished", (), None))
                self.assertIn("finished", picture.unreadable)
                self.assertIs(field(picture, 0, "ob_type").target, type(gen))
                self.assertEqual((picture.lasti, picture.handlers), (None, ()))
                self.assertFalse(any(step.is_current for step in picture.bytecode))
                self.check_report(picture)

    def test_a_generator_that_ran_to_its_end_or_raised(self):
        def bad():
            yield from range(3)
            raise KeyError

        gen = bad()
        with self.assertRaises(KeyError):
            list(gen)
        self.check_report(inspect_frame(gen))
        self.assertEqual(inspect_frame(gen).state, "finished")

    def test_a_running_generator_shows_all_but_its_slots(self):
        pictures = []

        def looking(argument):
            pictures.append(inspect_frame(me[0]))
            yield argument

        me = [looking([])]
        next(me[0])
        picture = pictures[0]
        self.assertEqual((picture.state, picture.slots), ("running", ()))
        self.assertIn("running", picture.unreadable)
        self.assertIs(field(picture, -1, layout.current().code_field).target, looking.__code__)
        self.assertIs(field(picture, -1, "f_globals").target, globals())
        self.assertEqual(field(picture, -1, "localsplus").words, ())
        self.assertEqual(picture.line, looking.__code__.co_firstlineno + 1)
        self.assertIs(attribute(picture, "gi_running").value, True)
        self.assertIs(type(attribute(picture, "f_back").value), Withheld)
        self.check_report(picture)

    def test_a_running_coroutine_and_async_generator(self):
        pictures = []

        async def coroutine():
            pictures.append(inspect_frame(me[0]))

        async def producing():
            pictures.append(inspect_frame(me[0]))
            yield

        for make, start in (
            (coroutine, lambda gen: gen.send(None)),
            (producing, lambda gen: gen.asend(None).send(None)),
        ):
            me = [make()]
            with self.assertRaises(StopIteration):
                start(me[0])
        self.assertEqual([picture.state for picture in pictures], ["running", "running"])

    def test_a_finaliser_of_a_local_looks_while_the_frame_is_released(self):
        pictures = []

        class Looking:
            def __del__(self):
                pictures.append(inspect_frame(me[0]))

        def holding(held):
            yield held

        me = [holding(Looking())]
        next(me[0])
        me[0].close()
        self.assertEqual([picture.state for picture in pictures], ["finished"])
        self.check_report(pictures[0])

    def test_what_is_no_generator_is_a_type_error(self):
        for wrong in (1, iter([]), count, None, Hostile()):
            self.assertRaises(TypeError, inspect_frame, wrong)

    def test_an_unproved_interpreter_is_declined(self):
        def unknown():
            raise UnsupportedPython("unknown", "none")

        transcription = layout._transcription
        layout._transcription = unknown
        layout.current.cache_clear()
        try:
            self.assertRaises(UnsupportedPython, inspect_frame, count(1))
        finally:
            layout._transcription = transcription
            layout.current.cache_clear()

    def check_report(self, picture):
        text = str(picture)
        self.assertIn(f"{picture.qualname}: {picture.state}", text)
        self.assertNotIn("0x", text)
        for struct in picture.structs:
            end = 0
            for item in struct.fields:
                self.assertEqual(item.offset, end, f"{struct.name}.{item.name}")
                end = item.offset + item.size
            self.assertEqual(end, struct.size)


def gen_frame(gen):
    return next(getattr(gen, name) for name in ("gi_frame", "cr_frame", "ag_frame") if hasattr(gen, name))
