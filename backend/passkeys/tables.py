"""Tables of passkeys, of who may make the first one, and of challenges that were answered."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class PasskeyRow(SQLModel, table=True):
    __tablename__ = "passkey"

    credential: bytes = Field(primary_key=True)
    account: bytes = Field(foreign_key="account.account", index=True)
    # COSE, as the authenticator wrote it
    public: bytes
    name: str = Field(sa_type=Text)
    # the authenticator's own count of its uses, where it keeps one
    uses: int = Field(sa_type=BigInteger)
    # whether it may be on several devices, and whether it is
    travels: bool
    is_copied: bool
    created: int = Field(sa_type=BigInteger)
    used: int | None = Field(sa_type=BigInteger, nullable=True)
    withdrawn: int | None = Field(sa_type=BigInteger, nullable=True)


class PermitRow(SQLModel, table=True):
    """A device that came in by a code may make a passkey, for a while and once."""

    __tablename__ = "passkey_permit"

    device: bytes = Field(primary_key=True, foreign_key="device.device")
    account: bytes = Field(foreign_key="account.account")
    given: int = Field(sa_type=BigInteger)


class SpentChallengeRow(SQLModel, table=True):
    """A challenge that was answered rightly; kept until it is stale anyway."""

    __tablename__ = "passkey_challenge"

    challenge: bytes = Field(primary_key=True)
    spent: int = Field(sa_type=BigInteger, index=True)
