"""How an expression can stand as the argument of a call in a script."""

import ast


def form(expression):
    """``plain`` as it is, ``wrapped`` in parentheses of its own, or ``none``: it does not compile."""
    expression = expression.strip()
    try:
        compile(expression, "<expression>", "eval", dont_inherit=True)
        alone = ast.dump(ast.parse(expression, mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "none"
    if _argument(f"f({expression})") == alone:
        return "plain"
    return "wrapped" if _argument(f"f((\n{expression}\n))") == alone else "none"


def _argument(call):
    """The one argument of `call`; None where it is no call with one."""
    try:
        body = ast.parse(call, mode="eval").body
    except (SyntaxError, ValueError):
        return None
    is_one = isinstance(body, ast.Call) and isinstance(body.func, ast.Name) and not body.keywords
    return ast.dump(body.args[0]) if is_one and len(body.args) == 1 else None
