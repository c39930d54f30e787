"""What goes to the database, noted at the driver: the statements that requests really send."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import event

from tests.support.hub import Hub

Said = tuple[str, tuple[Any, ...]]


@asynccontextmanager
async def noted(hub: Hub) -> AsyncIterator[list[Said]]:
    """Every statement that goes over a line in the block, with its parameters."""
    found: list[Said] = []
    note = _noting(found)
    line = hub.database._lines.line

    @asynccontextmanager
    async def listening() -> AsyncIterator[Any]:
        async with line() as driver:
            if hub.database.sqlite:
                await driver.set_trace_callback(note)
            else:
                driver.add_query_logger(note)
            yield driver
            if hub.database.sqlite:
                await driver.set_trace_callback(None)
            else:
                driver.remove_query_logger(note)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hub.database._lines, "line", listening)
        yield found


@asynccontextmanager
async def all_noted(hub: Hub) -> AsyncIterator[list[Said]]:
    """Also what goes by SQLAlchemy."""
    async with noted(hub) as found:
        note = _noting(found)
        engine = hub.database.engine.sync_engine

        def taken(connection: Any, _record: Any, _proxy: Any) -> None:
            if hub.database.sqlite:
                connection.run_async(lambda driver: driver.set_trace_callback(note))
            else:
                connection.driver_connection.add_query_logger(note)

        def given_back(connection: Any, _record: Any) -> None:
            if hub.database.sqlite:
                connection.run_async(lambda driver: driver.set_trace_callback(None))
            else:
                connection.driver_connection.remove_query_logger(note)

        event.listen(engine, "checkout", taken)
        event.listen(engine, "checkin", given_back)
        yield found
        event.remove(engine, "checkout", taken)
        event.remove(engine, "checkin", given_back)


def _noting(found: list[Said]) -> Any:
    def note(said: Any) -> None:
        statement, values = (said, ()) if isinstance(said, str) else (said.query, tuple(said.args or ()))
        # SQLite says a statement again when its triggers are done, and of them as a comment.
        if not statement.startswith("--") and [(statement, values)] != found[-1:]:
            found.append((statement, values))

    return note
