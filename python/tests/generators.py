"""What the tests of clone() use to make generators and to move them."""


def count(n):
    while True:
        yield n
        n += 1


def advanced(gen, times=1):
    for _ in range(times):
        next(gen)
    return gen


def raised(gen):
    """The repr of what `next` raises. (`assertRaises` would clear the frames of a shared exception.)"""
    try:
        next(gen)
    except Exception as error:
        return repr(error)
    return None
