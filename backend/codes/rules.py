"""How the code of a dossier is written: `H29.26732-261127-0001` (Thông tư 03/2025/TT-VPCP, Điều 13). Pure.

The agency is the one that decides, not the desk that received. Numbers begin at 1 each day of Ho Chi Minh
City, have four digits at least, and leave none out.
"""

import re

from msgspec import Struct

DIGITS_MIN = 4

OF_AGENCY = re.compile(
    r"(?P<agency>[A-Z][0-9]{2}(?:\.[A-Za-z0-9]{1,12}){0,3})-(?P<day>[0-9]{6})-(?P<number>[0-9]{4,9})"
)
# Of services that a ministry runs for the whole country: known when seen, never made here
OF_MINISTRY = re.compile(r"[A-Z0-9]{3,5}(?:\.[A-Z0-9]{2,4}){2}-[0-9]{6}-[A-Z]{2}[0-9]{4,9}")


class Coded(Struct, frozen=True):
    """A code in its parts; `day`: `2026-11-27`."""

    agency: str
    day: str
    number: int


def written(agency: str, day: str, number: int) -> str:
    return f"{agency}-{day[2:4]}{day[5:7]}{day[8:]}-{number:0{DIGITS_MIN}}"


def read(code: str) -> Coded | None:
    """What somebody typed or scanned, spaces around it forgiven; None for anything else."""
    found = OF_AGENCY.fullmatch(code.strip().upper())
    if found is None:
        return None
    day = found["day"]
    return Coded(found["agency"], f"20{day[:2]}-{day[2:4]}-{day[4:]}", int(found["number"]))


def is_ministry(code: str) -> bool:
    return OF_MINISTRY.fullmatch(code.strip().upper()) is not None
