"""Ids as they stand in an address: what is none is as what is not there."""

import re

from backend.problems import Refused

# of a dossier or of a fact
ID = re.compile(r"[0-9a-f]{32}", re.ASCII)


def id_of(text: str) -> bytes:
    if ID.fullmatch(text) is None:
        raise Refused("not-found")
    return bytes.fromhex(text)
