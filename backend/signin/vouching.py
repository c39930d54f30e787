"""Whose passkey signed a consent, perhaps days before the hub hears of it: asked where a dossier is let in.

An authenticator's count says nothing here: one that was used online since has gone on from it. A consent is
good for one document alone, so that it cannot be shown twice.
"""

from collections.abc import Mapping

from msgspec.structs import replace
from webauthn.helpers import base64url_to_bytes

from backend.changes.agreeing import Signer
from backend.database import Tx
from backend.passkeys import ceremony, store
from backend.ways import Site
from schemas.wire.signin import Assertion


class CitizensPasskeys:
    """`site`: None where the hub has no name that a passkey could belong to; then it knows none."""

    def __init__(self, site: Site | None) -> None:
        self._site = site

    async def signer(self, tx: Tx, proof: Mapping[str, str], challenge: bytes) -> Signer:
        """The account; or that its passkey is unknown here, or known and did not sign this."""
        given = _assertion(proof)
        known = None if self._site is None else await store.known(tx, given.credential)
        if self._site is None or known is None or known.withdrawn is not None:
            return "unknown"
        shown = ceremony.shown(given, replace(known, uses=0), challenge, self._site, now_ms=0)
        return "forged" if shown is None else known.account


def _assertion(proof: Mapping[str, str]) -> Assertion:
    """`proof`: base64url without padding, as `sync/consent.py` let it through."""
    return Assertion(**{name: base64url_to_bytes(text) for name, text in proof.items()})
