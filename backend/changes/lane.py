"""The lane: requests that wait at the same time go through together, in one transaction (SPEC T12).

Who finds it free goes alone and at once; whoever comes meanwhile waits for what runs and for no more. What
fails together is tried alone, so that nobody fails by another's fault.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import structlog
from msgspec import Struct

from backend.problems import Refused

Asked = TypeVar("Asked")
Given = TypeVar("Given")

log = structlog.get_logger()


class Waiting(Struct, Generic[Asked, Given], frozen=True, eq=False):
    asked: Asked
    given: asyncio.Future[Given]


class Lane(Generic[Asked, Given]):
    """`together` answers several. `at_once`: groups that may run at the same time.

    No two go together that share a name; of the sizes in a group the sum is at most `size_max`, but one that
    is larger goes all the same, alone.
    """

    def __init__(
        self,
        together: Callable[[Sequence[Asked]], Awaitable[Sequence[Given]]],
        *,
        names: Callable[[Asked], frozenset[bytes]],
        size: Callable[[Asked], int],
        size_max: int,
        at_once: int = 1,
    ) -> None:
        self._together = together
        self._names = names
        self._size = size
        self._size_max = size_max
        self._free = at_once
        self._waiting: list[Waiting[Asked, Given]] = []
        self._running: set[asyncio.Task[None]] = set()

    async def go(self, asked: Asked) -> Given:
        """What is given is done when this returns: committed, where it writes."""
        if not self._free:
            waiting = Waiting[Asked, Given](asked, asyncio.get_running_loop().create_future())
            self._waiting.append(waiting)
            return await waiting.given
        self._free -= 1
        try:
            [outcome] = await self._go([asked])
        finally:
            self._let_in()
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _let_in(self) -> None:
        """Let in who waits, in a task of their own: one of them that goes away takes nobody along."""
        group = self._group()
        if not group:
            self._free += 1
            return
        task = asyncio.create_task(self._go_together(group))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def _group(self) -> list[Waiting[Asked, Given]]:
        """Those of the waiting that can go together; the first always goes."""
        group: list[Waiting[Asked, Given]] = []
        later: list[Waiting[Asked, Given]] = []
        taken: set[bytes] = set()
        size = 0
        for one in self._waiting:
            if one.given.done():
                continue  # its client went away
            names = self._names(one.asked)
            size += self._size(one.asked)
            if group and (size > self._size_max or not taken.isdisjoint(names)):
                later.append(one)
            else:
                group.append(one)
            # Who comes later does not overtake one of the same name.
            taken |= names
        self._waiting = later
        return group

    async def _go_together(self, group: Sequence[Waiting[Asked, Given]]) -> None:
        # Should we be shut down: whoever still waits hears that we were busy, and sends it again.
        outcomes: Sequence[Given | Exception] = [Refused("busy")] * len(group)
        try:
            outcomes = await self._go([one.asked for one in group])
        finally:
            self._let_in()
            for one, outcome in zip(group, outcomes, strict=True):
                if one.given.done():
                    continue
                if isinstance(outcome, Exception):
                    one.given.set_exception(outcome)
                else:
                    one.given.set_result(outcome)

    async def _go(self, asked: Sequence[Asked]) -> Sequence[Given | Exception]:
        """All together; if that fails, each alone."""
        try:
            return await self._together(asked)
        except Exception as fault:
            if len(asked) == 1 or (isinstance(fault, Refused) and fault.code == "busy"):
                return [fault] * len(asked)
        return [(await self._go([one]))[0] for one in asked]
