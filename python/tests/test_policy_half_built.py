"""What becomes of half-built containers: never shared, and their items mapped like slots."""

from genclone import FORK, ISOLATED, SHALLOW, clone
from generators import advanced, count
from policy_cases import Case


class HalfBuilt(Case):
    def test_never_shared(self):
        def building():
            yield [1, (yield "list")]
            yield {1, (yield "set")}
            yield {1: (yield "dict")}
            yield [*[1], *(yield "starred")]

        for name in ("shallow", "fork", "isolated", "strict"):
            with self.subTest(name):
                a = building()
                for value, expected in ((2, [1, 2]), (2, {1, 2}), (2, {1: 2}), ([2], [1, 2])):
                    next(a)
                    b = clone(a, name)
                    made, twin = a.send(value), b.send(value)
                    self.assertEqual((made, twin), (expected, expected))
                    self.assertIsNot(made, twin)

    def test_their_items_are_mapped_like_slots(self):
        def building(iterator, inner):
            yield [iterator, inner, *(yield)], iterator, inner

        for policy, copied in ((SHALLOW, False), (FORK, True), (ISOLATED, True)):
            iterator, inner = iter([1, 2, 3]), count(1)
            a = advanced(building(iterator, inner))
            (one, two), first, second = clone(a, policy).send([])
            self.assertIs(one, first)
            self.assertIs(two, second)
            self.assertEqual((one is not iterator, two is not inner), (copied, copied))

    def test_items_that_are_refused(self):
        def building(make):
            yield [make(), *(yield)]

        a = advanced(building(lambda: iter([1])))
        self.refuses(a, FORK.replace(iterators="refuse"), "stack[0]", "refuses iterators")
        a = advanced(building(lambda: count(1)))
        self.refuses(a, FORK.replace(generators="refuse"), "stack[0]", "refuses generators")
