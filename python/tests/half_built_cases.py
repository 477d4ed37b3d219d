"""Whatever builds a container in pieces, and who else may refer to it meanwhile."""

import gc
import types

from genclone import inspect_frame
from genclone.frames import read_frame


class Item:
    """Something that the collector can be asked about."""


@types.coroutine
def pause():
    return (yield)


async def ticks():
    for n in range(2):
        await pause()
        yield n


def gather(*arguments, **words):
    return arguments, words


class Base:
    def __init_subclass__(cls, **words):
        cls.words = words


def numbers(n, template="{}"):
    return ", ".join(template.format(i) for i in range(n))


DISPLAYS = {
    "a list": "[*a, (yield), (yield)]",
    "a set": "{*a, (yield), (yield)}",
    "a dict": "{**d, 'k': (yield), (yield): 1, **{'z': (yield)}}",
    "a tuple": "(*a, (yield), *a, (yield))",
    "a long list": f"[{numbers(40)}, (yield), *a, (yield)]",
    "a long set": f"{{{numbers(40)}, (yield), *a, (yield)}}",
    "a long dict": f"{{{numbers(20, '{0}: {0}')}, 'k': (yield), {numbers(20, '-{0}: {0}')}, (yield): 1}}",
    "arguments": "gather(*a, (yield), *a, (yield))",
    "keywords": "gather(**d, x=(yield), **{'y': (yield)})",
    "arguments and keywords": "gather(*a, (yield), x=(yield), **d, y=(yield))",
    "many arguments": f"gather({numbers(40)}, (yield), *a, (yield))",
    "many keywords": f"gather({numbers(20, 'w{}=a')}, x=(yield), {numbers(20, 'v{}=a')}, y=(yield))",
    "a long string": "f'" + "{a}-" * 40 + "{(yield)}{(yield)}'",
    "one in the other": "[*a, {**d, 'k': [*a, (yield), gather(*a, (yield), x={*a, (yield)})]}, (yield)]",
    "conditions": "[*a, (yield) if a else 0, (yield) or 1, (yield) and 2, *(a if (yield) else d), (yield)]",
    "assignments": "[*a, (x := (yield)), x, (yield)]",
    "something on the way": "[*a, [0, (yield)][1], {**d, 'k': (yield)}['k'], -len((*a, (yield))), (yield)]",
}

COMPREHENSIONS = {
    "a list of awaited ones": "[*a, await pause(), [await pause() for x in a]]",
    "a filtered list": "[(x, await pause()) async for x in ticks() if await pause()]",
    "a set": "{*a, *{await pause() async for x in ticks()}, await pause()}",
    "a dict": "{await pause(): await pause() async for x in ticks()}",
    "a list inside a dict": "{**d, 'k': [await pause() async for x in ticks()], 'z': await pause()}",
    "one in the other": "[[await pause() for _ in a] async for x in ticks()]",
    "arguments": "gather(*a, *[await pause() for x in a], k=[x async for x in ticks()], **d)",
    "one that stays empty": "[x async for x in ticks() if False]",
}

STATEMENTS = {
    "a match": """
def case(a, d):
    match {**d, "k": (yield)}:
        case {"k": k, **rest} if (yield):
            return [k, rest, *a, (yield)]
""",
    "a class": """
def case(a, d):
    class C(*[Base], key=(yield), **d, other=(yield)):
        pass
    return C.words
""",
    "a loop inside a try": """
def case(a, d):
    result = []
    for x in a:
        try:
            with suppress():
                result = [*result, (yield), {**d, "k": (yield)}]
        finally:
            result = [*result, *((yield), (yield))]
    return result
""",
    "except* (3.11)": """
def case(a, d):
    try:
        try:
            raise ExceptionGroup("all", [KeyError(), ValueError(), TypeError()])
        except* KeyError:
            raise LookupError((yield))
        except* ValueError:
            raise RuntimeError((yield))
    except ExceptionGroup as group:
        return [repr(error) for error in group.exceptions]
""",
    "unpacking in a comprehension (3.15)": """
async def case(a, d):
    return [*[await pause()] for _ in a], {**{await pause(): x} for x in a}
""",
}


class suppress:
    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return False


def cases():
    """The functions, by name; those that this version can parse."""
    sources = {f"{name}, by yield": f"def case(a, d): return {text}" for name, text in DISPLAYS.items()}
    for name, text in COMPREHENSIONS.items():
        sources[f"{name}, by await"] = f"async def case(a, d): return {text}"
    for name, source in {**sources, **STATEMENTS}.items():
        namespace = dict(globals())
        try:
            exec(source, namespace)
        except SyntaxError:
            assert "(3." in name, name
            continue
        yield name, namespace["case"]


HOLDERS = {
    "nobody": lambda gen, items: None,
    "who read the frame": lambda gen, items: read_frame(gen),
    "who inspected it": lambda gen, items: inspect_frame(gen),
    "who asked the collector": lambda gen, items: [gc.get_referrers(item) for item in items],
}
"""What refers, meanwhile, to all that is half-built."""


def keep(kept, *others):
    return kept
