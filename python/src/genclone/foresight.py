"""What a clone would have in place of each object, found without making any of it."""

from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import Any, Final, cast

from . import awaitables
from .functions import owner_of
from .mapping import Mapping
from .survey import ATOMS


class _ToCome:
    """Stands for an object that is not made."""


class Foresight(Mapping):
    """A mapping by the same rules that makes nothing, and runs none of the user's code."""

    def map_half_built(self, container: Any) -> None:
        self._known.remember(container, _ToCome())

    def _map_generator(self, gen: Any) -> object:
        return _ToCome() if id(gen) in self._survey.members else gen

    def _map_function(self, function: FunctionType) -> Any:
        if self._policy.cells != "rebind":
            return function
        annotate: Any = getattr(function, "__annotate__", None)
        parts = [*(function.__closure__ or ()), *([annotate] if type(annotate) is FunctionType else [])]
        return _ToCome() if any(self.map(part) is not part for part in parts) else function

    def _map_method(self, method: Any) -> object:
        owner = owner_of(method)
        return method if self.map(owner) is owner else _ToCome()

    def _map_awaitable(self, awaitable: object) -> object:
        driven = awaitables.parts(awaitable)[0]
        return awaitable if self.map(driven) is driven else _ToCome()

    def _map_iterator(self, iterator: object) -> object:
        if self._policy.iterators == "share":
            return iterator
        self._refuse_uncopyable(iterator)
        return _ToCome()

    def _map_file(self, file: Any) -> object:
        return file if self._policy.files in ("share", "refuse") else _ToCome()

    def _map_exception(self, error: BaseException) -> Any:
        return _ToCome() if self._copies_exception(error) else error

    def _deep_copied(self, value: object) -> object:
        return value if _is_its_own_copy(value) else _ToCome()


_OF_ONE_PIECE: Final = (type, FunctionType, BuiltinFunctionType, ModuleType, range, type(...), type(NotImplemented))


def _is_its_own_copy(value: object) -> bool:
    """Whether a deep copy of it is it: nothing in it can change, as far as its builtin types tell."""
    kind = type(value)
    if kind is tuple:
        return all(_is_its_own_copy(item) for item in cast("tuple[object, ...]", value))
    return kind in ATOMS or issubclass(kind, _OF_ONE_PIECE)
