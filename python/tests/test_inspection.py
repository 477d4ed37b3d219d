"""What inspect_frame() reads of a generator, in every state and of every kind, and what it leaves alone."""

import contextlib
import dis
import gc
import io
import sys
import types
import unittest
import weakref

from genclone import UnsupportedPython, clone, layout
from genclone.inspection import Withheld, inspect_frame
from genclone.inspection.bytecode import covering
from genclone.ownership import NULL, TaggedInteger, TaggedReferences
from generators import advanced, count

TAGGED = type(layout.current().references) is TaggedReferences
DEPTH = 250 if sys.platform == "emscripten" else 500  # CPython 3.11 itself dies there when it resumes 400
HAS_BLOCKS = not hasattr(count.__code__, "co_exceptiontable")


def values(picture, *kinds):
    return {slot.name: slot.value for slot in picture.slots if slot.kind in kinds}


def slot_of(picture, name, kind="local"):
    return next(slot for slot in picture.slots if (slot.name, slot.kind) == (name, kind))


def attribute(picture, name):
    return next(item for item in picture.attributes if item.name == name)


def field(picture, struct, name):
    return next(item for item in picture.structs[struct].fields if item.name == name)


@types.coroutine
def paused():
    yield "paused"


async def waiting():
    await paused()


async def producing():
    await paused()
    yield 1


def samples():
    """One generator of each kind."""
    return [count(1), waiting(), producing()]


class Quiet(unittest.TestCase):
    """Closes what the tests leave unstarted, so that nothing warns."""

    def kept(self, gen):
        if type(gen) is types.AsyncGeneratorType:
            return gen
        self.addCleanup(gen.close)
        return gen


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


def delegating(inner):
    yield from inner


def gen_frame(gen):
    return next(getattr(gen, name) for name in ("gi_frame", "cr_frame", "ag_frame") if hasattr(gen, name))


class Structures(unittest.TestCase):
    def test_the_fields_point_to_what_they_are_named_after(self):
        gen = advanced(count(1))
        picture = inspect_frame(gen)
        self.assertIs(field(picture, 0, "name").target, gen.__name__)
        self.assertIs(field(picture, 0, "qualname").target, gen.__qualname__)
        self.assertIs(field(picture, 0, "ob_type").target, types.GeneratorType)
        self.assertIs(field(picture, 1, "f_globals").target, count.__globals__)
        self.assertIs(field(picture, 1, "f_builtins").target, gen.gi_frame.f_builtins)
        self.assertIs(field(picture, 1, layout.current().code_field).target, gen.gi_code)
        if layout.current().function_field != layout.current().code_field:
            self.assertIs(field(picture, 1, layout.current().function_field).target, count)

    def test_the_words_are_the_addresses(self):
        gen = advanced(count(1))
        picture = inspect_frame(gen)
        for struct in picture.structs:
            for item in struct.fields:
                if item.target is not NULL:
                    self.assertEqual(item.words[0] & ~3, id(item.target), item.name)

    def test_the_sizes_are_those_that_python_gives(self):
        for gen in samples():
            picture = inspect_frame(gen)
            self.assertEqual(picture.structs[0].size, gen.__sizeof__())
            self.assertTrue(all(struct.header.startswith("https://") for struct in picture.structs))
            if type(gen) is types.CoroutineType:
                gen.close()

    def test_what_may_dangle_is_not_followed(self):
        picture = inspect_frame(advanced(count(1)))
        for struct in picture.structs:
            for item in struct.fields:
                if item.name in ("previous", "previous_item", "frame_obj", "weakreflist", "f_gen", "f_back", "frame"):
                    self.assertIs(item.target, NULL)
                if item.name == "origin_or_finalizer":
                    self.assertIs(item.target, NULL)
                    self.assertIn("means nothing", item.meaning)

    def test_the_state_is_told_in_words(self):
        name = "f_state" if HAS_BLOCKS else "frame_state"
        struct = 1 if HAS_BLOCKS else 0
        gen = count(1)
        self.assertEqual(field(inspect_frame(gen), struct, name).meaning, "created")
        next(gen)
        self.assertEqual(field(inspect_frame(gen), struct, name).meaning, "suspended")
        if not HAS_BLOCKS:
            gen.close()
            self.assertEqual(field(inspect_frame(gen), struct, name).meaning, "finished")

    def test_a_finished_generator_of_3_10_has_one_structure(self):
        gen = count(1)
        gen.close()
        self.assertEqual(len(inspect_frame(gen).structs), 1 if HAS_BLOCKS else 2)

    def test_where_a_coroutine_was_made(self):
        depth = sys.get_coroutine_origin_tracking_depth()
        sys.set_coroutine_origin_tracking_depth(1)
        try:
            coroutine = waiting()
        finally:
            sys.set_coroutine_origin_tracking_depth(depth)
        picture = inspect_frame(coroutine)
        coroutine.close()
        name = "origin" if HAS_BLOCKS else "origin_or_finalizer"
        self.assertIs(field(picture, 0, name).target, attribute(picture, "cr_origin").value)
        self.assertEqual(len(attribute(picture, "cr_origin").value), 1)


class Exceptions(unittest.TestCase):
    def test_what_is_handled_and_where_it_came_from(self):
        def handling():
            try:
                try:
                    raise KeyError(1)
                except KeyError:
                    raise ValueError(2)  # noqa: B904
            except ValueError as error:
                try:
                    raise OSError(3) from error
                except OSError:
                    yield

        gen = advanced(handling())
        first = handling.__code__.co_firstlineno
        picture = inspect_frame(gen)
        chain = [(type(one.exception), one.link, one.line - first) for one in picture.exception.chain]
        self.assertEqual(chain, [(OSError, "handled", 8), (ValueError, "cause", 5), (KeyError, "context", 3)])
        self.assertIs(picture.exception.handled, picture.exception.chain[0].exception)
        self.assertIs(field(picture, 0, "exc_value").target, picture.exception.handled)
        if HAS_BLOCKS:
            self.assertIs(field(picture, 0, "exc_type").target, OSError)
            self.assertIs(field(picture, 0, "exc_traceback").target, picture.exception.handled.__traceback__)
        self.assertIn("OSError", str(picture))

    def test_a_suppressed_context_is_left_out(self):
        def handling():
            try:
                try:
                    raise KeyError
                except KeyError:
                    raise ValueError from None
            except ValueError:
                yield

        chain = inspect_frame(advanced(handling())).exception.chain
        self.assertEqual([type(one.exception) for one in chain], [ValueError])

    def test_a_circle_of_contexts_ends(self):
        def handling():
            try:
                raise first
            except KeyError:
                yield

        first, second = KeyError(), ValueError()
        first.__cause__, second.__cause__ = second, first
        chain = inspect_frame(advanced(handling())).exception.chain
        self.assertEqual([one.exception for one in chain], [first, second])

    def test_no_exception(self):
        state = inspect_frame(advanced(count(1))).exception
        self.assertIs(state.handled, NULL)
        self.assertEqual(state.chain, ())


class Delegates(Quiet):
    def test_a_chain_is_followed_to_its_end(self):
        innermost = iter([1, 2])
        gen = delegating(innermost)
        for _ in range(DEPTH - 1):
            gen = delegating(gen)
        next(gen)
        chain = inspect_frame(gen).delegates
        self.assertEqual(len(chain), DEPTH)
        self.assertIs(chain[-1].value, innermost)
        self.assertEqual({link.state for link in chain[:-1]}, {"delegating"})
        self.assertEqual({link.name for link in chain[:-1]}, {"delegating"})
        self.assertEqual((chain[-1].type, chain[-1].state, chain[-1].line), ("list_iterator", None, None))
        self.assertEqual(chain[0].line, delegating.__code__.co_firstlineno + 1)

    def test_awaitables_are_links_too(self):
        async def consuming():
            async for _ in agen:
                pass

        agen = producing()
        coroutine = consuming()
        coroutine.send(None)
        self.kept(coroutine)
        told = [(link.type, link.name) for link in inspect_frame(coroutine).delegates]
        self.assertEqual(
            told, [("async_generator_asend", ""), ("async generator", "producing"), ("generator", "paused")]
        )

    def test_a_coroutine_wrapper_leads_to_its_coroutine(self):
        class Awaiting:
            def __await__(self):
                return inner.__await__()

        async def outer():
            await Awaiting()

        inner = waiting()
        coroutine = self.kept(outer())
        coroutine.send(None)
        told = [link.type for link in inspect_frame(coroutine).delegates]
        self.assertEqual(told, ["coroutine_wrapper", "coroutine", "generator"])


class Bytecode(unittest.TestCase):
    def test_the_current_instruction_is_marked(self):
        gen = advanced(count(1))
        picture = inspect_frame(gen)
        current = [step for step in picture.bytecode if step.is_current]
        self.assertEqual([step.offset for step in current], [gen.gi_frame.f_lasti])
        self.assertEqual(current[0].line, gen.gi_frame.f_lineno)
        self.assertIn(current[0].opname, ("YIELD_VALUE", "RESUME"))

    def test_the_instructions_are_those_of_dis(self):
        gen = count(1)
        steps = [(step.offset, step.opname) for step in inspect_frame(gen).bytecode]
        self.assertEqual(steps, [(step.offset, step.opname) for step in dis.get_instructions(count)])

    def test_jumps_go_to_offsets(self):
        picture = inspect_frame(count(1))
        jumps = [step.argument for step in picture.bytecode if "JUMP" in step.opname]
        offsets = {f"to {step.offset}" for step in picture.bytecode}
        self.assertTrue(jumps)
        self.assertLessEqual(set(jumps), offsets)

    def test_what_catches_an_exception_here(self):
        def guarded():
            yield "outside"
            try:
                yield "inside"
            except KeyError:
                yield "handling"

        gen = advanced(guarded())
        outside = inspect_frame(gen).handlers
        next(gen)
        inside = inspect_frame(gen)
        self.assertEqual(len(inside.handlers), 1)
        handler = inside.handlers[0]
        self.assertNotEqual(inside.handlers, outside)
        if HAS_BLOCKS:
            self.assertEqual((outside, handler.kind, handler.depth), ((), "SETUP_FINALLY", 0))
        else:
            self.assertTrue(handler.start <= inside.lasti < handler.end)
        starts = [step.opname for step in inside.bytecode if step.offset == handler.target]
        self.assertEqual(starts, ["DUP_TOP" if HAS_BLOCKS else "PUSH_EXC_INFO"])
        gen.throw(KeyError)
        handling = inspect_frame(gen).handlers
        if HAS_BLOCKS:
            self.assertEqual([(one.kind, one.target) for one in handling], [("EXCEPT_HANDLER", None)])
        else:
            self.assertTrue(handling[0].pushes_lasti)

    @unittest.skipIf(HAS_BLOCKS, "3.10 has blocks")
    def test_the_exception_table_is_read_like_dis_reads_it(self):
        code = Hostile.guarded.__code__
        expected = {}
        for entry in dis.Bytecode(code).exception_entries:
            told = (entry.start, entry.end, entry.target, entry.depth, entry.lasti)
            expected.update({key: [told] for key in range(entry.start, entry.end, 2)})
        for offset in range(0, len(code.co_code), 2):
            self.assertEqual([tuple(handler[1:]) for handler in covering(code, offset)], expected.get(offset, []))
        self.assertGreater(len(set(map(str, expected.values()))), 3)

    def test_constants_of_other_types_are_not_asked(self):
        def plain():
            yield "constant"

        code = plain.__code__
        consts = tuple(Hostile() if constant == "constant" else constant for constant in code.co_consts)
        gen = types.FunctionType(code.replace(co_consts=consts), {})()
        self.assertIn("<Hostile>", [step.argument for step in inspect_frame(gen).bytecode])


class Attributes(Quiet):
    def test_the_attributes_are_those_of_the_generator_and_its_frame(self):
        gen = advanced(count(1))
        for item in inspect_frame(gen).attributes:
            owner = gen if item.owner == "generator" else gen.gi_frame
            with self.subTest(name=item.name):
                self.assertEqual(item.exists, hasattr(type(owner), item.name))
                self.assertTrue(item.meaning)
                if not item.exists:
                    self.assertIs(item.value, NULL)
                elif type(item.value) is not Withheld:
                    self.assertEqual(item.value, getattr(owner, item.name))

    def test_nothing_that_python_has_is_left_out(self):
        for gen in samples():
            names = {item.name for item in inspect_frame(self.kept(gen)).attributes}
            has = {name for name in dir(type(gen)) if name[:3] in ("gi_", "cr_", "ag_")}
            has |= {name for name in dir(types.FrameType) if name[:2] == "f_"}
            self.assertEqual(has - names, {"f_trace_lines", "f_trace_opcodes"})

    def test_the_locals_are_not_read_and_frames_not_kept(self):
        picture = inspect_frame(advanced(count(1)))
        for name in ("f_locals", "gi_frame"):
            self.assertIs(type(attribute(picture, name).value), Withheld)


class Hostile:
    """Asked nothing without an error."""

    def refuse(self, *arguments):
        raise AssertionError("a value was asked something")

    __repr__ = __str__ = __eq__ = __len__ = __bool__ = __iter__ = __format__ = __dir__ = refuse
    __getattribute__ = refuse
    __hash__ = None
    __class__ = property(refuse)

    def guarded(self):
        try:
            with self as one:
                try:
                    print(one)
                finally:
                    print(2)
        except KeyError as error:
            print(error)
        finally:
            print(3)


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
