"""The id under which each agency numbers: schemas/units/agencies.json. Made here until they are published."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

FILE = Path(__file__).resolve().parents[2] / "schemas" / "units" / "agencies.json"


class Agencies(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    # of the city
    root: str
    verified: bool
    # by code of a unit or an authority: its id, where it is another than the root and that code
    others: Mapping[str, str]


def agency_of(authority: str) -> str:
    """`H29.26732`; a hyphen would end the id."""
    known = agencies()
    return known.others.get(authority, f"{known.root}.{authority.replace('-', '')}")


@cache
def agencies() -> Agencies:
    return msgspec.json.decode(FILE.read_bytes(), type=Agencies)
