"""Migrations: from nothing to the present on both databases, in step with the tables, one at a time."""

import asyncio
import multiprocessing
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text

from backend.database import Database
from backend.migrations.tables import ALL
from backend.migrations.upgrade import config_for, upgrade
from tests.support.database import create_database, postgres_server

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "backend" / "migrations" / "versions"
# of which one in twenty or so goes wrong where nobody waits
NEW_FILES = 200
STARTER_SECONDS_MAX = 20


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres_server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
async def address(request: pytest.FixtureRequest, server: str, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'hub.sqlite'}"
    return await create_database(server, "haidang_test_migrations")


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    opened = Database(address)
    yield opened
    await opened.close()


async def test_from_nothing_to_every_table(database: Database) -> None:
    await upgrade(database)
    async with database.read() as tx:
        names = await tx.run_sync(lambda connection: set(inspect(connection).get_table_names()))
    assert names == {str(row.__tablename__) for row in ALL} | {"alembic_version"}


async def test_twice_is_once(database: Database) -> None:
    await upgrade(database)
    await upgrade(database)
    async with database.read() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM alembic_version"))).scalar_one() == 1


async def test_the_migrations_are_in_step_with_the_tables(database: Database) -> None:
    await upgrade(database)

    def check(connection: Connection) -> None:
        command.check(config_for(connection))

    async with database.write() as tx:
        await tx.run_sync(check)


async def test_two_starters_do_not_race(address: str, tmp_path: Path) -> None:
    environment = {"DATABASE_URL": address, "HAIDANG_DATA_DIR": str(tmp_path)}
    command_line = [sys.executable, "-m", "backend", "migrate"]
    starters = [
        await asyncio.create_subprocess_exec(*command_line, cwd=ROOT, env=environment, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    ended = [await starter.communicate() for starter in starters]
    assert [starter.returncode for starter in starters] == [0, 0], ended
    database = Database(address)
    async with database.read() as tx:
        assert (await tx.execute(text("SELECT count(*) FROM alembic_version"))).scalar_one() == 1
    await database.close()


def test_two_that_open_a_new_file_wait_for_each_other(tmp_path: Path) -> None:
    """Turning a file to WAL knows no patience of its own."""
    spawn = multiprocessing.get_context("spawn")
    together = spawn.Barrier(2)
    starters = [spawn.Process(target=open_all, args=(tmp_path, together)) for _ in range(2)]
    for starter in starters:
        starter.start()
    for starter in starters:
        starter.join()
    assert [starter.exitcode for starter in starters] == [0, 0]


def open_all(folder: Path, together: Barrier) -> None:
    for number in range(NEW_FILES):
        asyncio.run(open_one(folder / f"{number}.sqlite", together))


async def open_one(file: Path, together: Barrier) -> None:
    database = Database(f"sqlite+aiosqlite:///{file}")
    await asyncio.to_thread(together.wait, STARTER_SECONDS_MAX)
    async with database.read() as tx:
        assert (await tx.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
    await database.close()


async def test_a_step_that_fails_leaves_nothing_behind(database: Database) -> None:
    async with database.write() as tx:
        # In the way of one of the later tables
        await tx.execute(text("CREATE TABLE submission (x int)"))
    with pytest.raises(Exception, match="submission"):
        await upgrade(database)
    async with database.read() as tx:
        names = await tx.run_sync(lambda connection: inspect(connection).get_table_names())
    assert names == ["submission"]


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_texts_compare_by_their_bytes_and_payloads_are_bytes(database: Database) -> None:
    await upgrade(database)
    async with database.read() as tx:
        found = await tx.execute(
            text(
                "SELECT table_name, column_name, data_type, collation_name FROM information_schema.columns "
                "WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
            )
        )
        columns = {(row.table_name, row.column_name): (row.data_type, row.collation_name) for row in found}
    assert {kind for kind, _ in columns.values()} <= {
        "bytea",
        "bigint",
        "integer",
        "boolean",
        "character varying",
    }
    assert {collation for kind, collation in columns.values() if kind == "character varying"} == {"C"}
    assert columns["change", "payload"] == ("bytea", None)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
async def test_a_migration_gives_way_to_others(database: Database) -> None:
    """Timeouts of the steps themselves; they end with the transaction."""
    await upgrade(database)
    async with database.read() as tx:
        assert (await tx.execute(text("SHOW lock_timeout"))).scalar_one() == "0"
    env = (FOLDER.parent / "env.py").read_text("utf-8")
    assert "SET LOCAL lock_timeout" in env
    assert "SET LOCAL statement_timeout" in env


def test_files_are_dated_and_make_one_line() -> None:
    files = sorted(FOLDER.glob("*.py"))
    assert files
    for file in files:
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}-[a-z_]+\.py", file.name)
    parents = [re.findall(r"^down_revision = (.+)$", file.read_text("utf-8"), re.MULTILINE) for file in files]
    assert len({str(parent) for parent in parents}) == len(files)
