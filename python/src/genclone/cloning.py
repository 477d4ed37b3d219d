"""One call of `clone`: survey what belongs together, map it, and publish the copies when nothing can fail any more."""

import sys
from types import AsyncGeneratorType, CellType
from typing import Any

from .errors import Refusal
from .frames import Slot
from .generators import KINDS, Generator, code_of
from .layout import Layout, current
from .layouts.embedded import Capture
from .mapping import Mapping
from .ownership import TaggedInteger
from .policy import Policy
from .report import Entry, told, told_exception
from .survey import ATOMS, Member, Survey


class Cloning:
    """Clones `root`, a generator or one of the awaitables over one, with all that belongs to it.

    Args:
        root: what to clone.
        policy: what becomes of what it refers to.
        report: receives an `Entry` for each slot; None for no report.
        known: what stands for what already, by id: the memo of the `copy.deepcopy` that this is a part of. Is
            told what comes to stand for what else, once the clone is whole.
        mapping: what decides on what stands for what.
    """

    def __init__(
        self,
        root: object,
        policy: Policy,
        report: "list[Any] | None" = None,
        known: "dict[int, Any] | None" = None,
        mapping: type[Mapping] = Mapping,
    ) -> None:
        self._layout = current()
        self._root = root
        self._report = report
        outer: dict[int, Any] = {} if known is None else known
        self._is_part = known is not None
        self._survey = Survey(root, policy, outer)
        self._mapping = mapping(self._layout, self._survey, policy, outer)
        self._entries: dict[int, list[Any]] = {}
        self._told: list[Entry] = []

    def result(self) -> object:
        """The clone. Linear in the slots of all generators cloned; takes no recursion for chains.

        Raises:
            Refusal: nothing was changed.
        """
        try:
            twin = self._map_everything()
            for member in self._survey.members.values():
                _refuse_if_it_went_on(self._layout, member)
            for member in self._survey.members.values():
                self._register(member)
        except BaseException:
            self._mapping.discard()
            raise
        for key, member in self._survey.members.items():
            self._publish(member, self._entries.pop(key, []))
        if self._report is not None:
            self._report.extend(self._told)
        if self._is_part:
            self._mapping.hand_over()
        return twin

    def foretell(self) -> None:
        """Tells the report what `result` would, and makes nothing; for a mapping that makes nothing.

        Raises:
            Refusal: as `result` would, as far as that can be known.
        """
        self._map_everything()
        if self._report is not None:
            self._report.extend(self._told)

    def _map_everything(self) -> object:
        for member in self._survey.members.values():
            self._mapping.map(member.gen)
        for value, where in self._survey.composed:
            self._mapping.where = where
            self._mapping.map(value)
        twin = self._mapping.map(self._root)
        while self._map_slots() or self._mapping.fill_cells():
            pass
        return twin

    def _map_slots(self) -> bool:
        """Maps the slots of those members that were not yet; whether there were any."""
        members = [item for item in self._survey.members.items() if item[0] not in self._entries]
        for key, member in members:
            self._mapping.map(member.gen)  # those that were met late
            slots = member.frame.slots
            for slot in [slot for slot in slots if slot.half_built]:  # before any other slot that refers to it
                self._mapping.where = member.path(slot)
                self._mapping.map_half_built(slot.holds)
            self._entries[key] = [self._map_slot(member, slot) for slot in slots]
            if self._report is not None:
                twins = enumerate(self._entries[key])
                self._told += [told(member, index, twin, self._survey.policy) for index, twin in twins]
            self._map_exception(member)
        return bool(members)

    def _map_slot(self, member: Member, slot: Slot) -> object:
        held: Any = slot.holds
        if type(held) in ATOMS:
            return held
        self._mapping.where = member.path(slot)
        if slot.kind == "cell" and type(held) is CellType:
            return self._mapping.map_own_cell(held)
        return self._mapping.map(held)

    def _map_exception(self, member: Member) -> None:
        handled = member.frame.exception
        if member.frame.is_handling:
            self._mapping.where = member.path("exception")
            twin = self._mapping.map(handled)
            self._told.append(told_exception(member.path("exception"), handled, twin))

    # --- publishing ---

    def _register(self, member: Member) -> None:
        """Tells the event loop about a clone of an async generator that it was told of."""
        if type(member.gen) is AsyncGeneratorType and self._layout.flag(member.gen, "hooks_inited"):
            firstiter: Any = sys.get_asyncgen_hooks().firstiter
            if firstiter is not None and member.frame.state != "finished":
                firstiter(self._mapping.map(member.gen))

    def _publish(self, member: Member, entries: "list[Any]") -> None:
        twin: Generator = self._mapping.map(member.gen)
        if type(twin) is AsyncGeneratorType:
            self._publish_hooks(member.gen, twin)
        capture = member.frame.capture
        if capture is None:  # finished: its skeleton was closed already
            return
        shape = self._layout.shape(code_of(member.gen))
        self._layout.become(twin, shape, capture, entries, self._handled(member))

    def _publish_hooks(self, gen: Generator, twin: Generator) -> None:
        for name in ("hooks_inited", "closed"):
            self._layout.set_flag(twin, name, self._layout.flag(gen, name))
        self._layout.copy_finalizer(gen, twin)
        # Running only if the awaitable that drives it in the middle of an await is cloned along with it: else
        # whoever has the clone drives it on with an asend() of their own.
        self._layout.set_flag(twin, "running_async", self._mapping.is_driven(twin))

    def _handled(self, member: Member) -> object:
        exception = member.frame.exception
        return self._mapping.map(exception) if member.frame.is_handling else exception


def _refuse_if_it_went_on(layout: Layout, member: Member) -> None:
    """A copier may have resumed it; what was copied then need not go with what was captured."""
    before = member.frame.capture
    now = layout.capture(member.gen)
    if before is not None and (now is None or not _is_same(before, now)):
        raise Refusal(
            member.where,
            f"The {KINDS[type(member.gen)]} {member.gen.__qualname__} went on while it was being cloned.",
            "Do not resume it from a __copy__ method or from another thread.",
        )


def _is_same(before: Capture, now: Capture) -> bool:
    def is_same_entry(one: object, other: object) -> bool:
        return one == other if type(one) is TaggedInteger else one is other

    goes_on_alike = before[1:3] == now[1:3] and before[3] is now[3] and len(before[0]) == len(now[0])
    return goes_on_alike and all(map(is_same_entry, before[0], now[0]))
