"""Asking a route in several ways for what is not there for the one who asks, and comparing what is told."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping

import httpx
import msgspec

from tests.support.hub import Hub
from tests.support.statements import Said, all_noted

LITERAL = re.compile(r"x?'[^']*'|\b[0-9]+\b")
NOBODYS = "0f" * 16
# What each reply has of its own, whatever it says
OWN = ("x-request-id", "haidang-nonce", "content-length")
# One question
Ask = Callable[[], Awaitable[httpx.Response]]


async def nothing_tells_apart(hub: Hub, ways: Mapping[str, Ask], *, at_the_same_cost: bool = True) -> None:
    """The same words, and the same statements, for each of these kinds."""
    assert len(ways) > 1
    told = {}
    for kind, ask in ways.items():
        await ask()  # makes connections, and what is then kept in memory
        # There is room for five wrong tries of a kind, and each is made twice.
        await hub.execute("DELETE FROM enrolment_try")
        async with all_noted(hub) as statements:
            response = await ask()
        await hub.execute("DELETE FROM enrolment_try")
        done = work(statements) if at_the_same_cost else []
        told[kind] = (response.status_code, _words(response), _headers(response), done)
    first, *others = told.items()
    for kind, one in others:
        assert one == first[1], (first[0], kind)


def work(statements: Iterable[Said]) -> list[str]:
    """The statements in their order, without what they were given: SQLite notes that with them."""
    return [LITERAL.sub("?", statement) for statement, _ in statements]


def _words(response: httpx.Response) -> object:
    kind = response.headers["content-type"]
    if kind == "application/json":
        return response.json()
    if kind != "application/problem+json":
        answer = msgspec.msgpack.decode(response.content)
        # Of a change of the sender's own: its id.
        return {**answer, "verdicts": [[None, *one[1:]] for one in map(list, answer["verdicts"])]}
    return {name: value for name, value in response.json().items() if name != "request_id"}


def _headers(response: httpx.Response) -> list[tuple[str, str]]:
    return [(name, value) for name, value in response.headers.items() if name not in OWN]
