"""Finding: one line of an examination."""

from msgspec import Struct


class Finding(Struct, frozen=True):
    about: str
    # False: something is to be done, and `says` names it
    well: bool
    says: str


def fine(about: str, says: str) -> Finding:
    return Finding(about, True, says)


def mend(about: str, remedy: str) -> Finding:
    return Finding(about, False, remedy)
