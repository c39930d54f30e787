"""Signatures, remembered: signing is RFC 6979 and verifying is pure, so the same inputs give the same answer.

What was signed here by a key verifies under it; that is not tried again. Everything else is tried once.
"""

from collections.abc import Callable

from sync import seal
from sync.seal import SigningKey

REMEMBERED_MAX = 50_000


def remember() -> None:
    """From now on in this process."""
    if seal.verify.__module__ == __name__:
        return
    known: dict[tuple[bytes, bytes, bytes, bytes], bool] = {}
    vars(seal)["verify"] = _remembered(seal.verify, known)
    setattr(SigningKey, "sign", _noted(SigningKey.sign, known))  # noqa: B010


Known = dict[tuple[bytes, bytes, bytes, bytes], bool]
Verify = Callable[[bytes, bytes, bytes, bytes], bool]
Sign = Callable[[SigningKey, bytes, bytes], bytes]


def _remembered(verify: Verify, known: Known) -> Verify:
    def remembered(public: bytes, label: bytes, payload: bytes, signature: bytes) -> bool:
        asked = (public, label, payload, signature)
        found = known.get(asked)
        if found is None:
            found = known[asked] = verify(public, label, payload, signature)
        return found

    return remembered


def _noted(sign: Sign, known: Known) -> Sign:
    made: dict[tuple[bytes, bytes, bytes], bytes] = {}

    def noted(self: SigningKey, label: bytes, payload: bytes) -> bytes:
        asked = (self.public, label, payload)
        signature = made.get(asked)
        if signature is None:
            if len(known) > REMEMBERED_MAX:
                known.clear()
                made.clear()
            signature = made[asked] = sign(self, label, payload)
            known[(*asked, signature)] = True
        return signature

    return noted
