"""What the coroutines of the corpus wait for."""

import types


@types.coroutine
def pause(value):
    """Waits: what drives the coroutine receives `value`, and what it sends is the result."""
    return (yield value)


class Pausing:
    """The same as an object."""

    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


async def numbers(n, wait=False):
    """An async generator of the numbers below `n`."""
    for number in range(n):
        if wait:
            await pause(("waiting", number))
        yield number
