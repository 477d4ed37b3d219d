"""The structures that inspect_frame() gives, field by field."""

import sys
import types
import unittest

from genclone import layout
from genclone.inspection import inspect_frame
from genclone.ownership import NULL
from generators import advanced, count
from inspecting import HAS_BLOCKS, attribute, field, samples, waiting


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
