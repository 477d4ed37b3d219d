"""What a clone has in place of each object of the original."""

import copy
import weakref
from types import CellType, FunctionType
from typing import Any, cast

from . import awaitables, copiers
from .deep import NEVER_COPIED, Memo, is_ours
from .errors import Refusal
from .exceptions import copy_exception, link_like, linked
from .files import CannotCopy, copy_file
from .functions import METHODS, bound_to, owner_of, rebound
from .generators import Generator, is_generator
from .layout import Layout
from .ownership import NULL
from .policy import Policy
from .skeletons import close_unstarted, finished_skeleton, skeleton
from .survey import ATOMS, Survey, content_of


class Mapping:
    """Maps the originals' objects, each once, so that aliases stay aliases.

    A generator is mapped to a skeleton, and a cell to an empty one that `fill_cells` fills, so that what
    refers to them in circles can be mapped before they are what they will be.

    Attributes:
        where: the slot whose object is being mapped, for refusals.
    """

    def __init__(self, layout: Layout, survey: Survey, policy: Policy, outer: "dict[int, Any]") -> None:
        self.where = ""
        self._layout = layout
        self._survey = survey
        self._policy = policy
        self._known = Memo(outer, weakref.ref(self))
        self._outer = outer
        self._new_cells: list[tuple[CellType, CellType, str]] = []
        self._filled = 0
        self._bare: set[int] = set()
        self._unlinked: list[BaseException] = []
        self._skeletons: list[Generator] = []
        self._awaitables: list[object] = []

    def hand_over(self) -> None:
        """Tells the deep copy that the clone is a part of, if any, what stands for what."""
        self._known.hand_over()

    def discard(self) -> None:
        """Lets go of what was made for a clone that was refused, without a warning from anything of it."""
        for awaitable in self._awaitables:
            awaitables.discard(awaitable)
        for twin in self._skeletons:
            close_unstarted(twin)

    def map(self, value: object) -> Any:
        """What stands for `value`: itself, or its copy.

        Raises:
            Refusal: it cannot be copied, and the policy does not have it shared.
        """
        if type(value) in ATOMS:
            return value
        if id(value) in self._known:
            return self._known[id(value)]
        if id(value) in self._outer:
            return self._outer[id(value)]
        stand_in = self._stand_in(value)
        self._known.remember(value, stand_in)
        return stand_in

    def map_half_built(self, container: Any) -> None:
        """Has a copy stand for a list, dict or set that a frame is building, whoever else refers to it."""
        made = cast(Any, type(container))
        if made is dict:
            pairs: Any = container.items()
            self._known.remember(container, {self.map(key): self.map(value) for key, value in pairs})
        else:
            self._known.remember(container, made([self.map(item) for item in container]))

    def fill_cells(self) -> bool:
        """Puts their contents into the cells made so far; whether there were any to fill.

        Contents come after the cells, because a function in a cell may be closed over that cell.
        """
        begun = self._filled
        while self._filled < len(self._new_cells):  # grows while it is walked
            cell, twin, met_in = self._new_cells[self._filled]
            self._filled += 1
            self.where = self._survey.own_cells.get(id(cell), met_in)
            content = content_of(cell)
            if content is not NULL:
                twin.cell_contents = self.map(content)
        return self._filled > begun

    def map_own_cell(self, cell: CellType) -> CellType:
        """The cell for a frame's own cell variable."""
        return self._new_cell(cell) if self._policy.cells == "unbind" else self.map(cell)

    def _map_cell(self, cell: CellType) -> CellType:
        """The cell for whoever else refers to it: nested generators, and inner functions that are rebound."""
        is_own = id(cell) in self._survey.own_cells
        copies = self._policy.cells in ("copy", "rebind") if is_own else self._policy.free == "copy"
        return self._new_cell(cell) if copies else cell

    def _new_cell(self, cell: CellType) -> CellType:
        twin = CellType()
        self._new_cells.append((cell, twin, self.where))
        return twin

    def is_driven(self, twin: Generator) -> bool:
        """Whether an awaitable made for this clone drives `twin` in the middle of an await."""
        return any(awaitables.is_under_way(made) and awaitables.parts(made)[0] is twin for made in self._awaitables)

    # --- for the memo ---

    def is_ours(self, value: object) -> bool:
        """Whether it is mapped here even where it is met in something that is deep-copied."""
        if issubclass(type(value), BaseException):
            return id(value) not in self._bare
        return is_ours(value) or (self._policy.iterators != "copy" and copiers.is_copied(value))

    def map_met(self, value: object) -> object:
        """What stands for something that was met in a deep copy, where the survey has not been."""
        self._survey.include(value, self.where)
        return self.map(value)

    # --- by what it is ---

    def _stand_in(self, original: object) -> object:
        kind = type(original)
        value: Any = original
        if is_generator(value):
            return self._map_generator(value)
        if kind is CellType:
            return self._map_cell(value)
        if kind is FunctionType:
            return self._map_function(value)
        if kind in METHODS:
            return self._map_method(value)
        if issubclass(kind, BaseException):
            return self._map_exception(value)
        if copiers.is_file(value):
            return self._map_file(value)
        if awaitables.is_awaitable(value):
            return self._map_awaitable(value)
        if copiers.is_copied(value) and (self._policy.values == "share" or self.is_ours(value)):
            return self._map_iterator(value)
        return value if self._policy.values == "share" or kind in NEVER_COPIED else self._deep_copied(value)

    def _map_generator(self, gen: Generator) -> object:
        if id(gen) not in self._survey.members:  # met in what the survey does not look into
            self._survey.include(gen, self.where)
        member = self._survey.members.get(id(gen))
        if member is None:
            return gen  # the policy has it shared
        if member.frame.capture is None:
            return finished_skeleton(self._layout, gen)
        twin = skeleton(self._layout, gen, member.frame.capture[4])
        self._skeletons.append(twin)
        return twin

    def _map_function(self, function: FunctionType) -> FunctionType:
        if self._policy.cells != "rebind":
            return function
        closure = function.__closure__ or ()
        twins = tuple([self.map(cell) for cell in closure])
        annotate: Any = getattr(function, "__annotate__", None)  # a function too, over cells of its own (PEP 649)
        annotating = self.map(annotate) if type(annotate) is FunctionType else annotate
        if annotating is annotate and all(twin is cell for twin, cell in zip(twins, closure)):
            return function
        return rebound(function, twins, annotating)

    def _map_method(self, method: Any) -> object:
        owner = owner_of(method)
        twin = self.map(owner)
        return method if twin is owner else bound_to(method, twin)

    def _map_awaitable(self, awaitable: object) -> object:
        driven = awaitables.parts(awaitable)[0]
        if self.map(driven) is driven:
            return awaitable
        twin = awaitables.copy_awaitable(awaitable, self.map)
        self._awaitables.append(twin)
        return twin

    def _map_iterator(self, iterator: object) -> object:
        if self._policy.iterators == "share":
            return iterator
        self._refuse_uncopyable(iterator)
        try:
            return copiers.copy_iterator(iterator, self.map)
        except Refusal as error:
            raise Refusal(error.slot or self.where, error.reason, error.remedy) from error

    def _refuse_uncopyable(self, iterator: object) -> None:
        if not copiers.can_copy(iterator):
            kind = type(iterator)
            raise Refusal(
                self.where,
                f"It holds an iterator of type {kind.__module__}.{kind.__qualname__}, which cannot be copied,"
                " and both generators would advance the same one.",
                "Give the type a __copy__ method, register() a copier, or iterate over a list of its items.",
            )

    def _map_file(self, file: Any) -> object:
        how = self._policy.files
        if how == "share" or how == "refuse":  # the survey refused those that are open
            return file
        try:
            return copy_file(file, how)
        except CannotCopy as error:
            raise Refusal(self.where, error.reason, error.remedy) from error

    # --- plain values ---

    def _deep_copied(self, value: object) -> object:
        try:
            return copy.deepcopy(value, self._known)
        except Refusal:
            raise
        except Exception as error:
            raise Refusal(
                self.where,
                f"A {type(value).__qualname__} that it holds cannot be deep-copied: {type(error).__name__}: {error}.",
                "Give its type a __deepcopy__ method, or clone with values='share'.",
            ) from error

    # --- exceptions ---

    def _map_exception(self, error: BaseException) -> BaseException:
        """Itself or its copy, of which the cause and the context are copied if they are to be."""
        pending = [error]
        while pending:  # a chain may be long, or closed to a circle
            link = pending.pop()
            if self._copies_exception(link) and self._known.get(id(link)) is None and id(link) not in self._bare:
                self._known.remember(link, self._bare_copy(link))
                self._unlinked.append(link)
                pending += linked(link)
        if not self._bare:  # else it is met in the arguments of one that may be linked to it
            while self._unlinked:
                link = self._unlinked.pop()
                link_like(link, self._known[id(link)], lambda other: self._known.get(id(other), other))
        return self._known.get(id(error), error)

    def _copies_exception(self, error: BaseException) -> bool:
        if id(error) in self._survey.handled:
            return self._policy.exceptions == "copy"
        return self._policy.values == "deepcopy"

    def _bare_copy(self, error: BaseException) -> Any:
        """Its copy without traceback, cause and context."""
        if self._policy.values == "share":
            return self._copied(error)
        self._bare.add(id(error))
        try:
            return self._deep_copied(error)
        finally:
            self._bare.discard(id(error))

    def _copied(self, error: BaseException) -> object:
        try:
            return copy_exception(error)
        except Exception as failure:
            raise Refusal(
                self.where,
                f"The {type(error).__qualname__} being handled cannot be copied: {type(failure).__name__}: {failure}.",
                "Give its type a __reduce__ or __copy__ method, or clone with exceptions='share'.",
            ) from failure
