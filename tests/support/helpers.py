"""Helpers: they begin a dossier for somebody else, with a record of how that person agreed."""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from backend.mandates.rules import Mandate
from backend.people.store import Account
from schemas.wire.consents import PhoneCode
from sync import seal
from sync.change import Record
from sync.consent import cancelling
from tests.support.hub import Hub
from tests.support.people import FORM, Phone
from tests.support.units import enrolled_as

PROCEDURE = "KHOI_CONG"
GROUP = "Tổ công nghệ số ấp 3"
CITIZEN = "Nguyễn Thị Tư"
DAY_MS = 86_400_000


def helper_account(name: str) -> Account:
    return Account(
        account=name.encode().ljust(16, b"-"),
        person=f"Người giúp {name}",
        role="citizen",
        unit="to-ap-3",
        unit_name=GROUP,
    )


def helper_mandate(name: str, **changed: Any) -> Mandate:
    account = helper_account(name).account
    mandate = Mandate(
        mandate=b"m" + account[1:],
        account=account,
        role="helper",
        authority="to-ap-3",
        procedures=None,
        begins=0,
        ends=None,
        revoked=None,
    )
    return msgspec.structs.replace(mandate, **changed)


async def helper_of(hub: Hub, name: str = "sau", **changed: Any) -> Phone:
    """The device of a member of a community group, who holds one mandate."""
    return await enrolled_as(hub, name, helper_account(name), [helper_mandate(name, **changed)])


def cancel_code(nonce: bytes) -> str:
    """What stands on the citizen's paper."""
    return f"K7PM-3XHW-{nonce.hex()[:8].upper()}"


def body_of(nonce: bytes, expires_ms: int, **changed: Any) -> dict[str, Any]:
    """The body of the record, by default with a witness and notices to the helper."""
    body: dict[str, Any] = {
        "name": CITIZEN,
        "procedure": PROCEDURE,
        "text": 1,
        "language": "vi",
        "mode": "witness",
        "proof": {"name": "Lê Văn Năm", "phone": "0903123456"},
        "expires": expires_ms,
        "cancel": hashlib.sha256(cancelling(cancel_code(nonce))).hexdigest(),
        "notices": {"to": "helper", "name": "", "phone": "", "address": ""},
    }
    return {**body, **changed}


def begin_for(hub: Hub, helper: Phone, nonce: bytes = bytes(16), form: str = FORM, **changed: Any) -> bytes:
    """A dossier that the helper begins for somebody else, offline; its id."""
    document = seal.document_id(helper.key.device, nonce)
    body = body_of(nonce, hub.clock() + 30 * DAY_MS, **changed)
    helper.write(document, *beginning(nonce, body), form=form)
    return document


def beginning(nonce: bytes, body: Mapping[str, Any]) -> tuple[Record, Record]:
    return Record("created", {"nonce": nonce.hex()}), Record("consented", dict(body))


async def phone_code(device: Phone, procedure: str = PROCEDURE) -> str:
    """What a citizen's own phone fetches, to be told to the helper."""
    asked = msgspec.json.encode({"procedure": procedure})
    answer = await device.signed("POST", "/api/consents/codes", asked)
    return msgspec.json.decode(answer, type=PhoneCode).code


async def consent_of(hub: Hub, document: bytes) -> dict[str, Any]:
    """The hub's row about it."""
    names = ("helper", "owner", "mode", "confirmed", "submitted", "ended", "ended_by", "reason", "declined")
    rows = await hub.rows(f"SELECT {', '.join(names)} FROM consent WHERE document = :d", d=document)
    return dict(zip(names, rows[0], strict=True)) if rows else {}


async def codes(hub: Hub) -> dict[bytes, str]:
    """How each stored change is judged: its code, or ""."""
    return dict(await hub.rows("SELECT change, code FROM change"))  # type: ignore[arg-type]
