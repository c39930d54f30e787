"""What the owner of a dossier reads of who looked at it: JSON, requests signed by the owner's device key."""

from typing import Literal

from msgspec import Struct

from schemas.wire.scalars import ShortText, UnixMs

# `look`: it was not on their table. `other`: something that a later release tells apart.
LookAction = Literal["read", "look", "receive", "other"]
# As what they were allowed to: it waits for a desk, is at theirs, was there, is theirs to decide; or for a
# reason that they stated
LookGround = Literal["waiting", "receiving", "received", "competent", "reason", "other"]


class LookEntry(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who did it is named as the hub knows them today; empty for whoever runs the hub."""

    moment: UnixMs
    person: ShortText
    unit_name: ShortText
    action: LookAction
    ground: LookGround
    # empty where none had to be stated
    reason: ShortText


class Looks(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`GET /api/dossiers/{document}/looks?before=<of the page before>`: at most 50; null at the end."""

    looks: list[LookEntry]
    before: UnixMs | None
