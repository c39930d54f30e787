"""Who looked: for the owner of a dossier alone. To anybody else it is not there."""

import re
from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from backend import bodies, described, wall
from backend.audit import store as audit
from backend.database import Database
from backend.devices import store as devices
from backend.dossiers import store as dossiers
from backend.looks import rules
from backend.people import store as people
from backend.problems import Refused
from backend.sender import Sender
from schemas.wire.looks import Looks

PAGE = 50
# Later than any row
ALL = 2**53 - 1
ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


@get("/api/dossiers/{document:str}/looks", responses=described.answers(Looks, bodies.JSON))
async def list_looks(
    document: FromPath[str],
    sender: NamedDependency[Sender],
    database: NamedDependency[Database],
    before: Annotated[int, QueryParameter(name="before", ge=0, le=ALL)] = ALL,
) -> Response[bytes]:
    """What staff did with a dossier of the sender's own, the newest first."""
    if ID.fullmatch(document) is None:
        raise Refused("not-found")
    wanted = bytes.fromhex(document)
    async with database.read() as tx:
        await wall.open_to_owner(tx, sender.account)
        dossier = (await dossiers.dossiers_of(tx, [wanted])).get(wanted)
        if dossier is None or dossier.owner != sender.account:
            raise Refused("not-found")
        if await devices.revoked_of(tx, [sender.device]):
            raise Refused("revoked-device")
        links = await audit.of_document(tx, wanted, before, PAGE + 1)
        accounts = await people.accounts_of(tx, {link.account for link in links})
    return bodies.in_json(rules.page_of(links, accounts, PAGE))
