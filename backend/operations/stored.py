"""What an examination looks at in the database: whether it answers, its shape, its promises, its clock."""

from sqlalchemy import text

from backend import wall
from backend.database import CoreTx, Database
from backend.migrations.upgrade import is_known
from backend.operations import postgres, shape
from backend.operations.finding import Finding, fine, mend

SERVER_MIN = 14
CLOCK_MS_MAX = 2_000
# How much of the connections that the server allows may be in use
CROWDED = 0.8
SYNCHRONOUS = frozenset({"on", "remote_apply", "remote_write"})
FULL = 2


async def findings(database: Database, revision: str, now_ms: int) -> list[Finding]:
    """Of a database that answers, and has come to this migration."""
    found = [_migrations(revision)]
    async with database.read() as tx:
        await wall.open_to_hub(tx)
        found += await _sqlite(tx) if database.sqlite else await server(tx, now_ms)
        found.append(await _clock(tx, now_ms))
    if not database.sqlite:
        found.append(await _programs(await postgres.server_version(database)))
    return found


def _migrations(revision: str) -> Finding:
    about, head = "migrations", shape.head()
    if revision == head:
        return fine(about, f"up to date ({revision})")
    if is_known(revision):
        return mend(about, f"at {revision}, not yet {head}: run `migrate`")
    return mend(about, f"at {revision}, of a newer release than this: install that one again.")


async def _sqlite(tx: CoreTx) -> list[Finding]:
    about = "SQLite"
    mode = (await tx.execute(text("PRAGMA journal_mode"))).scalar_one()
    level = (await tx.execute(text("PRAGMA synchronous"))).scalar_one()
    if mode != "wal" or level != FULL:
        return [mend(about, f"journal {mode}, synchronous {level}: keep it on a local disk that allows WAL.")]
    return [fine(about, "journal WAL, synchronous FULL")]


async def server(tx: CoreTx, now_ms: int) -> list[Finding]:
    """What PostgreSQL says of itself."""
    about = "PostgreSQL"
    names = ("server_version_num", "fsync", "full_page_writes", "synchronous_commit", "max_connections")
    said = {name: str((await tx.execute(text(f"SHOW {name}"))).scalar_one()) for name in names}
    version = int(said["server_version_num"]) // 10_000
    found = [
        fine(about, f"version {version}")
        if version >= SERVER_MIN
        else mend(about, f"version {version}: {SERVER_MIN} or newer is needed.")
    ]
    promises = [name for name in ("fsync", "full_page_writes") if said[name] != "on"]
    if said["synchronous_commit"] not in SYNCHRONOUS:
        promises.append("synchronous_commit")
    found.append(
        mend("commits", f"a power cut loses what was acknowledged: set {' and '.join(promises)} to on.")
        if promises
        else fine("commits", f"on disk before they are answered ({said['synchronous_commit']})")
    )
    found.append(await _role(tx))
    used = int((await tx.execute(text("SELECT count(*) FROM pg_stat_activity"))).scalar_one())
    most = int(said["max_connections"])
    counted = f"{used} of {most} in use"
    crowded = used > CROWDED * most
    found.append(
        mend("connections", f"{counted}: raise max_connections.") if crowded else fine("connections", counted)
    )
    server_ms = (
        await tx.execute(text("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)"))
    ).scalar_one()
    apart = abs(int(server_ms) - now_ms)
    if apart > CLOCK_MS_MAX:
        found.append(mend("two clocks", f"the server's is {apart} ms from this machine's: run NTP on both."))
    return found


async def _role(tx: CoreTx) -> Finding:
    """Whom the wall does not hold (docs/decisions/0022-a-wall-in-the-database.md)."""
    about = "database role"
    asked = "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    name, is_superuser, passes = (await tx.execute(text(asked))).one()
    if is_superuser or passes:
        what = "a superuser" if is_superuser else "allowed to bypass row security"
        return mend(about, f"{name} is {what}: no wall holds it. Use one of its own: docs/operations.md")
    return fine(about, "neither superuser nor past row security")


async def _clock(tx: CoreTx, now_ms: int) -> Finding:
    """No clock can prove itself; one that is behind what it wrote is wrong."""
    about = "clock"
    newest = (
        await tx.execute(
            text(
                "SELECT max(at) FROM (SELECT max(enrolled) AS at FROM device"
                " UNION ALL SELECT max(created) FROM node UNION ALL SELECT max(since) FROM dossier) AS times"
            )
        )
    ).scalar_one()
    if newest is not None and int(newest) > now_ms + CLOCK_MS_MAX:
        return mend(about, f"it is {(int(newest) - now_ms) // 1000} s behind what the hub wrote: run NTP.")
    return fine(about, "not behind anything the hub wrote")


async def _programs(server: int) -> Finding:
    about = "pg_dump"
    program = postgres.find("pg_dump")
    own = 0 if program is None else await postgres.version_of(program)
    if own >= server:
        return fine(about, f"version {own}")
    return mend(about, f"backups need version {server}: apt-get install postgresql-client-{server}")
