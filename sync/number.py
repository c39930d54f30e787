"""The provisional number of a dossier, made to be said aloud (SPEC N1)."""

from typing import Final

# No digit or letter that looks or sounds like another.
ALPHABET: Final = "34679ACDEFHJKMNPRTWXY"
_DIGITS: Final = 8


def provisional(document: bytes) -> str:
    """`K7PM 3XHW`. Short enough to collide one day: it names a dossier to people, never to a program."""
    rest = int.from_bytes(document[:8]) % len(ALPHABET) ** _DIGITS
    written = ""
    for _ in range(_DIGITS):
        rest, digit = divmod(rest, len(ALPHABET))
        written = ALPHABET[digit] + written
    return f"{written[:4]} {written[4:]}"
