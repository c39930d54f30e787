"""The hub on the command line: `python -m backend serve | migrate | seed-demo`."""

import argparse
import os
import sys
from collections.abc import Coroutine
from typing import Any

import uvloop

from backend import demo, logs, settings
from backend.app import identity_of
from backend.clock import system_ms
from backend.database import Database
from backend.migrations.upgrade import upgrade
from backend.problems import Refused
from backend.serving import serve
from backend.settings import Settings, Unusable

LOG_FILE = "hub.log"

TROUBLES = {
    "storage-full": "The disk is full or may not be written: make room, then try again.",
    "busy": "The database does not answer: look at DATABASE_URL, and whether it runs.",
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m backend", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="bring the database up to date, then serve")
    serving.add_argument("--demo", action="store_true", help="with demo people; the log goes to a file")
    commands.add_parser("migrate", help="bring the database up to date")
    commands.add_parser("seed-demo", help="write the demo people down and print a link for each")
    asked = parser.parse_args(arguments)
    try:
        read = settings.read(os.environ)
        read.data.mkdir(parents=True, exist_ok=True)
        if asked.command == "serve":
            return _serve(read, with_demo=asked.demo)
        logs.configure()
        return _run(migrate(read) if asked.command == "migrate" else seed_demo(read))
    except Unusable as trouble:
        return _stop(str(trouble))
    except Refused as trouble:
        return _stop(TROUBLES.get(trouble.code, f"The hub cannot start: {trouble.code}."))
    except OSError as trouble:
        return _stop(f"Cannot use {trouble.filename or read.data}: {trouble.strerror}.")
    except KeyboardInterrupt:
        return 0


def _serve(read: Settings, *, with_demo: bool) -> int:
    if not with_demo:
        logs.configure()
        return _run(serve(read, with_demo=False))
    # Whoever tries the demo reads links, not logs.
    with (read.data / LOG_FILE).open("a", encoding="utf-8") as log:
        logs.configure(log)
        return _run(serve(read, with_demo=True))


async def migrate(read: Settings) -> None:
    database = Database(read.database)
    await upgrade(database)
    await database.close()


async def seed_demo(read: Settings) -> None:
    database = Database(read.database)
    await upgrade(database)
    identity = await identity_of(read, database, system_ms())
    for link in await demo.seed(database, identity, read.public_url, system_ms()):
        print(f"{link.person} ({link.role}): {link.address}")
    await database.close()


def _run(work: Coroutine[Any, Any, None]) -> int:
    uvloop.run(work)
    return 0


def _stop(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
