"""What inspect_frame() reads of the chain of delegates."""

import sys

from genclone.inspection import inspect_frame
from inspecting import Quiet, delegating, producing, waiting

DEPTH = 250 if sys.platform == "emscripten" else 500  # CPython 3.11 itself dies there when it resumes 400


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
