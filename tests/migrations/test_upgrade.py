"""From every earlier release to this one: nothing is lost, and its program may run on beside the new one."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, text

from backend import wall
from backend.database import Database
from backend.migrations.upgrade import config_for, upgrade
from backend.node import store as nodes
from backend.operations import shape
from backend.operations.backup import back_up
from backend.operations.restore import restore
from backend.settings import Settings
from sync.seal import SigningKey
from tests.migrations import history
from tests.support.database import create_database, postgres_server
from tests.support.hub import START_MS, settings_for

EARLIER = history.revisions()[:-1] or history.revisions()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres_server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
async def settings(request: pytest.FixtureRequest, server: str, tmp_path: Path) -> Settings:
    address = f"sqlite:///{tmp_path / 'hub.sqlite'}"
    if request.param == "postgresql":
        address = await create_database(server, "haidang_test_upgrade")
    return settings_for(tmp_path, address)


@pytest.fixture
async def database(settings: Settings) -> AsyncIterator[Database]:
    opened = Database(settings.database)
    yield opened
    await opened.close()


Rows = dict[str, list[tuple[Any, ...]]]


async def walked(database: Database) -> list[tuple[history.Release, Rows]]:
    """From nothing through every earlier release to this one; each wrote rows beside those before it."""
    seen = []
    for step, revision in enumerate(EARLIER):
        async with database.write() as tx:
            await wall.open_to_hub(tx)
            release = await tx.run_sync(history.built, revision, step * history.ROWS)
            seen.append((release, await tx.run_sync(history.read, release)))
    await upgrade(database)
    return seen


async def test_an_upgrade_keeps_every_row_of_every_table(database: Database) -> None:
    seen = await walked(database)
    assert await shape.revision_of(database) == shape.head()
    for release, before in seen:
        assert all(len(before[table]) >= history.ROWS for table in release.columns)
        async with database.read() as tx:
            await wall.open_to_hub(tx)
            after = await tx.run_sync(history.read, release)
        lost = {table: set(rows) - set(after[table]) for table, rows in before.items()}
        assert not any(lost.values()), (release.revision, lost)
    async with database.write() as tx:
        await tx.run_sync(lambda connection: command.check(config_for(connection)))


async def test_the_statements_of_every_release_before_still_run(database: Database) -> None:
    seen = await walked(database)

    def work(connection: Connection, release: history.Release, number: int) -> dict[str, int]:
        tables = history.tables(connection, release)
        for one in (number, number, number + 1):
            history.write(connection, release, {table.name: history.row_of(table, one) for table in tables})
        return history.touch(connection, release)

    # a connection that never heard of a wall, and the name that releases before it give themselves
    before = Database(database.engine.url.render_as_string(hide_password=False))
    for step, (release, _) in enumerate(seen):
        async with before.write() as tx:
            if not before.sqlite:
                await tx.execute(text("SET LOCAL application_name = 'haidang'"))
            count = await tx.run_sync(history.counted, release)
            left = await tx.run_sync(work, release, history.ROWS * len(seen) + 2 * step)
        # Two came, of which one twice; one went.
        expected = {table: rows + 1 for table, rows in count.items() if table not in history.APPEND_ONLY}
        assert left == expected, release.revision
    await before.close()


async def test_a_release_that_is_older_than_its_database_runs_on_it(database: Database) -> None:
    await upgrade(database)
    async with database.write() as tx:
        await tx.execute(text("ALTER TABLE node ADD COLUMN later bigint NOT NULL DEFAULT 0"))
        await tx.execute(text("UPDATE alembic_version SET version_num = 'of_next_year'"))
    await upgrade(database)
    assert await shape.revision_of(database) == "of_next_year"
    found = await nodes.load_or_make(database, START_MS)
    assert found == await nodes.load_or_make(database, START_MS + 1)


@pytest.mark.parametrize("revision", EARLIER)
async def test_a_backup_of_an_earlier_release_is_restored_as_of_this_one(
    database: Database, settings: Settings, server: str, tmp_path: Path, revision: str
) -> None:
    async with database.write() as tx:
        await tx.run_sync(lambda connection: command.upgrade(config_for(connection), revision))
    (tmp_path / "hub-key.pem").write_bytes(SigningKey.generate().to_pem())
    await nodes.load_or_make(database, START_MS)
    async for _ in back_up(settings, tmp_path / "data", tmp_path / "keys", START_MS):
        pass
    address = f"sqlite:///{tmp_path / 'new' / 'hub.sqlite'}"
    if not database.sqlite:
        address = await create_database(server, "haidang_test_restored")
    new = settings_for(tmp_path / "new", address)
    [data], [keys] = (tmp_path / "data").iterdir(), (tmp_path / "keys").iterdir()
    async for _ in restore(new, data, keys):
        pass
    restored = Database(new.database)
    assert await shape.revision_of(restored) == shape.head()
    await restored.close()
