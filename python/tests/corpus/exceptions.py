"""``try`` in all its forms: a yield in every block, and what is being handled when the frame is suspended."""

import gc
import sys

from driving import note

from .registry import case, written


@case()
def a_yield_in_every_block():
    for fails in (False, True):
        try:
            yield "try"
            if fails:
                raise KeyError("inside")
        except KeyError as error:
            yield "except", error.args
        else:
            yield "else"
        finally:
            yield "finally"
    yield "after"


@case(throws=KeyError)
def thrown_in_is_caught_where_it_is():
    try:
        yield 1
    except KeyError as error:
        yield "first", error.args
    try:
        yield 2
    except (ValueError, KeyError) as error:
        yield "second", error.args
    yield 3


@case()
def a_bare_raise_after_a_yield():
    try:
        raise KeyError("original")
    except KeyError:
        yield "handling"
        raise


@case()
def a_bare_raise_deep_in_a_call():
    def reraise():
        raise

    try:
        raise KeyError("original")
    except KeyError:
        yield "handling"
        reraise()


@case()
def nested_handlers_unwind_one_by_one():
    try:
        raise KeyError("outer")
    except KeyError:
        try:
            raise ValueError("inner")
        except ValueError:
            yield sys.exc_info()[0]
            try:
                raise
            except ValueError as again:
                yield again.__context__
        yield sys.exc_info()[0]
        raise


@case()
def the_exception_variable_is_deleted():
    error = "before"
    try:
        raise KeyError("e")
    except KeyError as error:
        yield error.args
    try:
        error  # noqa: B018 (asks whether it is there)
    except NameError as missing:
        yield type(missing), missing.args
    yield "after"


@case()
def the_exception_variable_is_kept_by_another_name():
    try:
        raise KeyError("e")
    except KeyError as error:
        kept = error
        yield 1
    yield kept.args, sys.exc_info()
    raise kept


@case()
def raise_from():
    try:
        raise KeyError("cause")
    except KeyError as error:
        yield 1
        raise ValueError("effect") from error


@case()
def raise_from_none():
    try:
        raise KeyError("hidden")
    except KeyError:
        yield 1
        raise ValueError("effect") from None


@case()
def raise_with_a_yield_on_both_sides_of_from():
    try:
        raise (yield "which") or KeyError("default") from (yield "why")
    except KeyError as error:
        yield error.__cause__
        raise


@case(sends=[KeyError("sent"), ValueError("sent too")])
def raise_what_is_sent():
    try:
        raise (yield "which") from (yield "why")
    except KeyError as error:
        yield type(error.__cause__)


@case()
def context_across_yields():
    try:
        try:
            raise KeyError(1)
        finally:
            yield "a"
            raise ValueError(2)
    except ValueError as error:
        yield type(error.__context__)
        raise TypeError(3)  # noqa: B904 (the context is what is tested)


@case()
def finally_with_an_exception_pending():
    try:
        raise KeyError("pending")
    finally:
        yield "cleaning"
        yield sys.exc_info()[0]


@case()
def finally_after_return():
    try:
        return "value"
    finally:
        yield "cleaning"
        yield "more"


@case()
def finally_after_return_of_what_is_yielded():
    try:
        return (yield "which")
    finally:
        yield "cleaning"


@case()
def finally_after_break_and_continue():
    for n in range(4):
        try:
            if n == 1:
                continue
            if n == 2:
                break
        finally:
            yield "finally", n
    yield "after", n


written(
    "return_in_finally_overrides",
    """
def return_in_finally_overrides():
    try:
        yield 1
        raise KeyError("swallowed")
    finally:
        yield 2
        return "instead"
""",
)


written(
    "break_in_finally_swallows",
    """
def break_in_finally_swallows():
    while True:
        try:
            yield 1
            raise KeyError("swallowed")
        finally:
            yield 2
            break
    yield "after"
""",
)


@case()
def a_finally_inside_a_finally():
    try:
        try:
            yield 1
        finally:
            yield "inner"
    finally:
        note("outer")
        yield "outer"


@case(steps=8)
def finally_in_a_loop_for_ever():
    n = 0
    while True:
        try:
            n += 1
            yield n
        finally:
            note("round", n)


@case()
def except_inside_for_inside_with_inside_for():
    class Manager:
        def __enter__(self):
            note("in")

        def __exit__(self, kind, error, trace):
            note("out", kind)

    for a in range(2):
        with Manager():
            for b in [0, 1]:
                try:
                    yield 1 // b
                except ZeroDivisionError as error:
                    yield "except", a, b, error.args
                    continue
                finally:
                    yield "finally", a, b


@case()
def an_exception_caught_in_a_loop_of_the_handler():
    try:
        raise KeyError("outer")
    except KeyError:
        for n in range(3):
            try:
                yield n
                raise ValueError(n)
            except ValueError:
                yield sys.exc_info()[0]
            yield sys.exc_info()[0]


@case()
def a_yield_in_the_type_of_an_except_clause():
    try:
        raise KeyError("k")
    except (yield "which type") or KeyError:  # noqa: B030 (an expression like any other)
        yield "caught"
        raise


@case()
def the_exception_of_the_caller_stays_with_the_caller():
    def inner():
        yield sys.exc_info()[0]
        yield sys.exc_info()[0]

    gen = inner()
    try:
        raise KeyError
    except KeyError:
        yield next(gen)
    yield next(gen), sys.exc_info()[0]


@case()
def a_generator_advanced_inside_a_handler():
    def inner():
        try:
            raise ValueError("inner")
        except ValueError:
            yield sys.exc_info()[0]
            raise

    gen = inner()
    try:
        raise KeyError("outer")
    except KeyError:
        yield next(gen)
        try:
            next(gen)
        except ValueError as error:
            yield error.__context__
    yield "after"


@case(steps=7)
def an_error_inside_the_handler_of_a_thrown_one():
    while True:
        try:
            yield 1
        except LookupError as error:
            raise RuntimeError("while handling") from error


@case()
def a_cleanup_that_collects():
    class Collecting:
        def __del__(self):
            gc.collect()

    held = Collecting()
    try:
        yield 1
        held = Collecting()
        yield type(held).__name__
        raise KeyError(1)
    except KeyError:
        yield 2
    finally:
        del held
        gc.collect()
        yield "finally"


@case()
def an_exception_with_a_generator_in_it():
    def inner():
        yield 1
        yield 2

    try:
        raise KeyError("carrier")
    except KeyError:
        held = inner()
        yield next(held)
        yield next(held)
        raise ValueError(next(held, "end"))  # noqa: B904 (the context is what is tested)


@case()
def an_assertion():
    assert (yield "condition") is None, (yield "message")
    assert not (yield "condition"), ("message", (yield "message"))
    yield "held"
    raise AssertionError("failed")


written(
    "except_star",
    """
def except_star():
    try:
        raise ExceptionGroup("both", [KeyError(1), ValueError(2), TypeError(3)])
    except* KeyError as group:
        yield "key", group.exceptions
    except* ValueError as group:
        yield "value", group.exceptions
    except* TypeError:
        yield "type"
    yield "after"
""",
    since="except* came with 3.11",
)

written(
    "except_star_that_leaves_a_rest",
    """
def except_star_that_leaves_a_rest():
    try:
        raise ExceptionGroup("all", [KeyError(1), ExceptionGroup("inner", [ValueError(2), OSError(3)])])
    except* ValueError:
        yield "value"
        raise RuntimeError("new")
    except* KeyError:
        yield "key"
    finally:
        yield "finally"
""",
    since="except* came with 3.11",
)

written(
    "except_star_of_a_plain_exception",
    """
def except_star_of_a_plain_exception():
    for number in range(2):
        try:
            yield number
            raise KeyError(number)
        except* LookupError as group:
            yield group.exceptions
        else:
            yield "else"
""",
    since="except* came with 3.11",
)

written(
    "an_exception_with_notes",
    """
def an_exception_with_notes():
    try:
        raise KeyError("k")
    except* KeyError as group:
        yield 1
        error = ValueError("noted")
        error.add_note("a note")
        raise error
""",
    since="notes came with 3.11",
)
