"""The hub on the command line: `python -m backend COMMAND`; docs/operations.md tells the rest."""

import argparse
import asyncio
import os
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvloop

from backend import demo, logs, settings
from backend.app import identity_of
from backend.clock import system_ms
from backend.database import Database
from backend.identity import Identity
from backend.migrations.upgrade import upgrade
from backend.operations import accounts, audit, forms, keys, staff, withdrawal
from backend.operations.backup import back_up
from backend.operations.doctor import examine
from backend.operations.restore import restore
from backend.operations.roster.importing import import_roster
from backend.operations.stopped import Stopped
from backend.problems import Refused
from backend.serving import serve
from backend.settings import Settings, Unusable

LOG_FILE = "hub.log"
# Answers and keys: what the hub makes is for its own user alone.
UMASK = 0o077

TROUBLES = {
    "storage-full": "The disk is full or may not be written: make room, then try again.",
    "busy": "The database does not answer: look at DATABASE_URL, and whether it runs.",
}
CODES = "It ends with 0 when all is well, 1 with a sentence when not, 2 when it was not understood."


def main(arguments: list[str]) -> int:
    os.umask(UMASK)
    asked = _parser().parse_args(arguments)
    try:
        if asked.command == "forms":
            return _forms(asked)
        read = settings.read(os.environ)
        if asked.command == "doctor":
            return uvloop.run(_doctor(read))
        read.data.mkdir(parents=True, exist_ok=True)
        if asked.command == "serve":
            return _serve(read, with_demo=asked.demo)
        logs.configure()
        return _run(_work(asked, read))
    except (Stopped, Unusable) as trouble:
        return _stop(str(trouble))
    except Refused as trouble:
        return _stop(TROUBLES.get(trouble.code, f"The hub cannot start: {trouble.code}."))
    except OSError as trouble:
        return _stop(f"Cannot use {trouble.filename or read.data}: {trouble.strerror}.")
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0 if asked.command == "serve" else _stop("Stopped before it was done.")


def _parser() -> argparse.ArgumentParser:
    about = "Settings are read from the environment: DATABASE_URL, HAIDANG_DATA_DIR, PUBLIC_URL and others."
    parser = argparse.ArgumentParser(prog="python -m backend", description=f"{__doc__} {about}", epilog=CODES)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serving = commands.add_parser("serve", help="bring the database up to date, then serve until SIGTERM")
    serving.add_argument("--demo", action="store_true", help="with demo people; the log goes to a file")
    commands.add_parser("migrate", help="bring the database up to date, and end")
    commands.add_parser("doctor", help="examine this hub: a line for each thing, well or with its remedy")
    kept = commands.add_parser("backup", help="copy data and keys, while the hub runs, to two places")
    kept.add_argument("--to", type=_place, required=True, help="where a folder of data is made")
    kept.add_argument("--keys", type=_place, required=True, help="another, in which a folder of keys is made")
    back = commands.add_parser("restore", help="put a backup into an empty database; the hub must not run")
    back.add_argument("--from", type=_place, required=True, dest="source", help="one backup's folder of data")
    back.add_argument("--keys", type=_place, required=True, help="the folder of keys of the same name")
    _add_people(commands)
    _add_roster(commands)
    _add_forms(commands)
    _add_audit(commands)
    commands.add_parser("seed-demo", help="write the demo people down and print a link for each")
    return parser


def _add_people(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    admin = commands.add_parser("admin", help="accounts: create, list, link, units")
    of_admin = admin.add_subparsers(dest="part", required=True, metavar="COMMAND")
    create = of_admin.add_parser("create", help="an officer's account, with a one-time sign-in link")
    create.add_argument("--name", required=True, help="the officer's name, as colleagues know it")
    create.add_argument("--unit", required=True, help="code of the ward, commune or zone: five digits")
    of_admin.add_parser("list", help="every account, with its id")
    link = of_admin.add_parser("link", help="another one-time link for an account")
    link.add_argument("account", help="its id, from `admin list`")
    units = of_admin.add_parser("units", help="units and their codes")
    units.add_argument("wanted", nargs="?", default="", metavar="NAME", help="those whose name holds this")
    devices = commands.add_parser("devices", help="phones and computers: list, revoke")
    of_devices = devices.add_subparsers(dest="part", required=True, metavar="COMMAND")
    listing = of_devices.add_parser("list", help="every device, or those of some people")
    listing.add_argument("--person", default="", help="those of people whose name holds this")
    revoke = of_devices.add_parser("revoke", help="withdraw a lost device's key; there is no way back")
    revoke.add_argument("device", help="its id, from `devices list`")


def _add_roster(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    roster = commands.add_parser("people", help="who works for the city, under which mandates: import, list")
    of_roster = roster.add_subparsers(dest="part", required=True, metavar="COMMAND")
    importing = of_roster.add_parser("import", help="authorities, people and mandates of a CSV, all or none")
    importing.add_argument("file", type=_place, metavar="FILE.csv", help="UTF-8; its columns: operations.md")
    importing.add_argument("--dry-run", action="store_true", help="say what it would do, and write nothing")
    of_roster.add_parser("list", help="accounts with their mandates, and whether each holds now")
    revoke = of_roster.add_parser("revoke", help="end a mandate at once; an import does not give it again")
    revoke.add_argument("mandate", help="its id, from `people list`")


def _add_forms(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    form = commands.add_parser("forms", help="forms: check, publish, show what would change")
    of_form = form.add_subparsers(dest="part", required=True, metavar="COMMAND")
    for part, about in (
        ("check", "say what keeps drafts from being published"),
        ("diff", "show what a draft has otherwise than its newest version"),
        ("publish", "freeze drafts as new versions; words alone are mended in place"),
    ):
        command = of_form.add_parser(part, help=about)
        command.add_argument(
            "names", nargs="*", metavar="FORM", help="its folder's name; all of them for none"
        )
        if part == "publish":
            command.add_argument(
                "--effective", required=True, help="the day from which it is used: 2027-03-01"
            )
    of_form.add_parser("unverified", help="list what nobody has verified of the procedures")


def _add_audit(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit_of = commands.add_parser("audit", help="who did what with whose dossier: verify, head")
    of_audit = audit_of.add_subparsers(dest="part", required=True, metavar="COMMAND")
    verifying = of_audit.add_parser("verify", help="follow the chain; every row that does not fit is named")
    verifying.add_argument("--against", metavar="HEAD", help="also that a head kept elsewhere is in it")
    of_audit.add_parser("head", help="the newest head as one word, to be kept elsewhere")


def _place(text: str) -> Path:
    return Path(text).resolve()


def _serve(read: Settings, *, with_demo: bool) -> int:
    if not with_demo:
        logs.configure()
        return _run(serve(read, with_demo=False))
    # Whoever tries the demo reads links, not logs.
    with (read.data / LOG_FILE).open("a", encoding="utf-8") as log:
        logs.configure(log)
        return _run(serve(read, with_demo=True))


def _forms(asked: argparse.Namespace) -> int:
    match asked.part:
        case "check":
            lines = forms.check_forms(asked.names)
        case "diff":
            lines = forms.show_differences(asked.names)
        case "unverified":
            lines = forms.unverified_facts()
        case _:
            lines = forms.publish_forms(asked.names, asked.effective)
    _print(lines)
    return 0


async def _work(asked: argparse.Namespace, read: Settings) -> None:
    match asked.command:
        case "backup":
            await _tell(back_up(read, asked.to, asked.keys, system_ms()))
        case "restore":
            await _tell(restore(read, asked.source, asked.keys))
        case "admin" if asked.part == "units":
            _print(accounts.unit_lines(asked.wanted) or ["No unit has such a name."])
        case "migrate":
            database = Database(read.database)
            await upgrade(database)
            await database.close()
            _print(["The database is up to date."])
        case "audit" if asked.part == "verify":
            async with _opened(read) as (database, identity):
                await _tell(audit.verify(database, identity, asked.against))
        case _:
            async with _opened(read) as (database, identity):
                _print(await _for_people(asked, read, database, identity))


async def _for_people(
    asked: argparse.Namespace, read: Settings, database: Database, identity: Identity
) -> list[str]:
    match asked.command, asked.part if "part" in asked else "":
        case "admin", "create":
            return await accounts.create_officer(
                database, identity, read.public_url, system_ms, name=asked.name, unit=asked.unit
            )
        case "admin", "list":
            return await accounts.accounts(database) or ["There is no account yet."]
        case "admin", "link":
            return await accounts.link_again(
                database, identity, read.public_url, system_ms, account=asked.account
            )
        case "people", "import":
            return await import_roster(database, identity, system_ms, asked.file, dry_run=asked.dry_run)
        case "people", "list":
            return await staff.listed(database, system_ms) or ["Nobody works for the city yet."]
        case "people", "revoke":
            return await staff.revoke(database, identity, system_ms, asked.mandate)
        case "audit", "head":
            return await audit.newest_head(database)
        case "devices", "list":
            return await withdrawal.listed(database, asked.person) or ["No such device has signed in."]
        case "devices", "revoke":
            return await withdrawal.revoke(database, identity, system_ms, asked.device)
    links = await demo.seed(database, identity, read.public_url, system_ms())
    return [f"{link.person} ({link.role}): {link.address}" for link in links]


@asynccontextmanager
async def _opened(read: Settings) -> AsyncIterator[tuple[Database, Identity]]:
    """A database that is up to date, and the hub that it belongs to."""
    database = Database(read.database)
    try:
        await upgrade(database)
        wrong = await keys.trouble(database, read.data)
        if wrong is not None:
            raise Stopped(wrong)
        yield database, await identity_of(read, database, system_ms())
    finally:
        await database.close()


async def _doctor(read: Settings) -> int:
    logs.configure()
    well = True
    async for finding in examine(read, system_ms):
        print(f"{'ok   ' if finding.well else 'TO DO'}  {finding.about}: {finding.says}", flush=True)
        well = well and finding.well
    return 0 if well else 1


async def _tell(lines: AsyncIterator[str]) -> None:
    async for line in lines:
        print(line, flush=True)


def _print(lines: list[str]) -> None:
    print("\n".join(lines))


def _run(work: Coroutine[Any, Any, None]) -> int:
    uvloop.run(work)
    return 0


def _stop(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
