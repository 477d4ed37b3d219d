def drive(gen, way, *values):
    """What comes of one step, in which nobody is the event loop: whatever is awaited ends the step.

    An async generator in the middle of an await is driven by the awaitable that is under way.
    """
    if not isinstance(gen, AsyncGeneratorType):
        value = getattr(gen, way)(*values)
        return ("closed" if way == "close" else "yielded"), value
    awaitable, is_close, closing = under_way.pop(gen, (None, False, way == "close"))
    closing = closing or way == "close"
    if awaitable is None:
        awaitable, is_close = getattr(gen, f"a{way}")(*values), way == "close"
        way, values = "send", (None,)
    elif way == "close":  # an event loop would cancel the await
        way, values = "throw", (GeneratorExit(),)
    try:
        value = getattr(awaitable, way)(*values)
    except StopIteration as stop:
        return ("closed", None) if is_close else ("yielded", stop.value)
    except StopAsyncIteration:
        if closing:
            return "closed", None
        raise
    except GeneratorExit:
        if closing:
            return "closed", None
        raise
    under_way[gen] = awaitable, is_close, closing
    return "yielded", value


def cloned_under_way(gen, policy="fork"):
    """A clone; with it, where `gen` is in the middle of an await, goes one of the awaitable that is under way."""
    if gen not in under_way:
        return clone(gen, policy)
    awaitable, *rest = under_way[gen]
    twin = clone(awaitable, policy)
    made = next(held for held in get_referents(twin) if isinstance(held, AsyncGeneratorType))
    under_way[made] = twin, *rest
    return made


under_way = {}
