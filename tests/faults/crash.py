"""Named crash points: a hub that ends, as by SIGKILL, before a step of a request that names the step.

The steps are read off the code: every store function that the spine calls with a transaction; then come the
commit and the pieces of the answer. Nothing in the hub knows of them: they are wrapped where it is started.
"""

import ast
import asyncio
import functools
import importlib
import inspect
import os
import pkgutil
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from multiprocessing import parent_process
from types import ModuleType
from typing import Any

from backend import __main__ as program
from backend import changes
from backend.door import Door, Message, Receive, Scope, Send
from backend.forms import catalogue
from backend.lines import Line

# What every hub reads at its start is read before any of them is forked.
catalogue.entries()
importlib.import_module("litestar.plugins.pydantic")

# A function of a store.
Step = Callable[..., Awaitable[Any]]

# A request to crash, and where.
HEADER = "x-crash-before"
# What a shell says of a process that SIGKILL ended.
STATUS = 137
# Beside the steps; each is the moment before what it names.
COMMIT, COMMITTED = "commit", "commit's return"
ANSWER = HEAD, BODY, HALF, END = "answer's head", "answer's body", "answer's second half", "answer's end"
# Spine modules that only know the way in and the rows, and that no sync comes through.
NOT_STEPS = frozenset({"routes", "store", "tables"})
NOT_OF_A_SYNC = frozenset({"arriving", "cancelling", "consent_routes", "renewing"})
# Bytes leave a process in the turn of its loop after they were given away.
SECONDS_TO_SEND = 0.05


def points() -> list[str]:
    return [*(name_of(step) for step in steps()), COMMIT, COMMITTED, *ANSWER]


def steps() -> list[Step]:
    """Every function that the spine calls with its transaction and that is not made of others of its own."""
    found: dict[Step, None] = {}
    spine = _spine()
    for module in spine:
        for called in _called_with_tx(module, inspect.getsource(module)):
            if called.__module__ not in {one.__name__ for one in spine} or not _is_made_of_steps(called):
                found[called] = None
    return list(found)


def name_of(step: Step) -> str:
    return f"{step.__module__.removeprefix('backend.').removesuffix('.store')}.{step.__name__}"


def _spine() -> list[ModuleType]:
    passed_over = NOT_STEPS | NOT_OF_A_SYNC
    names = [one.name for one in pkgutil.iter_modules(changes.__path__) if one.name not in passed_over]
    return [importlib.import_module(f"{changes.__name__}.{name}") for name in sorted(names)]


def _is_made_of_steps(called: Step) -> bool:
    module = importlib.import_module(called.__module__)
    return any(_called_with_tx(module, inspect.getsource(called)))


def _called_with_tx(module: ModuleType, source: str) -> Iterator[Step]:
    """What a piece of a module calls whose first parameter is a transaction."""
    own = vars(module)
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attribute)):
                called = getattr(own.get(name), attribute, None)
            case ast.Call(func=ast.Name(id=name)):
                called = own.get(name)
            case _:
                continue
        if (
            inspect.iscoroutinefunction(called)
            and next(iter(inspect.signature(called).parameters), "") == "tx"
        ):
            yield called


class Crash:
    """Where to end, once a request has said so."""

    def __init__(self) -> None:
        self.point = ""

    def before(self, point: str) -> None:
        if point == self.point:
            os._exit(STATUS)

    async def before_sending(self, point: str) -> None:
        if point == self.point:
            await asyncio.sleep(SECONDS_TO_SEND)
            os._exit(STATUS)


def install(crash: Crash) -> None:
    """Wrap every point, wherever its function was imported to."""
    for step in steps():
        _replace_everywhere(step, _wrapped(step, crash))
    Line.run = _committing(Line.run, crash)  # type: ignore[assignment, method-assign]
    Door.__call__ = _entered(Door.__call__, crash)  # type: ignore[assignment, method-assign]


def _replace_everywhere(step: Step, wrapped: Step) -> None:
    for module in [one for name, one in sys.modules.items() if name.startswith("backend.")]:
        for name, value in list(vars(module).items()):
            if value is step:
                setattr(module, name, wrapped)


def _wrapped(step: Step, crash: Crash) -> Step:
    @functools.wraps(step)
    async def wrapped(*given: Any, **named: Any) -> Any:
        crash.before(name_of(step))
        return await step(*given, **named)

    return wrapped


def _committing(run: Callable[..., Awaitable[None]], crash: Crash) -> Callable[..., Awaitable[None]]:
    async def committing(line: Line, statement: str) -> None:
        if statement != "COMMIT":
            await run(line, statement)
            return
        crash.before(COMMIT)
        await run(line, statement)
        crash.before(COMMITTED)

    return committing


def _entered(door: Callable[..., Awaitable[None]], crash: Crash) -> Callable[..., Awaitable[None]]:
    async def entered(own: Door, scope: Scope, receive: Receive, send: Send) -> None:
        named = dict(scope.get("headers", ())).get(HEADER.encode())
        if named is None:
            await door(own, scope, receive, send)
            return
        crash.point = named.decode()

        async def torn(message: Message) -> None:
            if message["type"] == "http.response.start":
                crash.before(HEAD)
                await send(message)
                return
            await crash.before_sending(BODY)
            body = message["body"]
            half = len(body) // 2
            await send({"type": "http.response.body", "body": body[:half], "more_body": True})
            await crash.before_sending(HALF)
            await send({"type": "http.response.body", "body": body[half:]})
            await crash.before_sending(END)

        await door(own, scope, receive, torn)

    return entered


def serve(environment: Mapping[str, str], log: str) -> None:
    """The hub with its crash points, in a process that a fork server has just made."""
    os.environ.update(environment)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(written, sys.stdout.fileno())
    os.dup2(written, sys.stderr.fileno())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    install(Crash())
    sys.exit(program.main(["serve"]))


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
