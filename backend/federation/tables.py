"""Tables of sign-ins that were begun at a provider, and of who a provider's subjects are here."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class PendingRow(SQLModel, table=True):
    __tablename__ = "oidc_pending"

    state: bytes = Field(primary_key=True)
    device: bytes = Field(index=True)
    provider: str = Field(sa_type=Text)
    purpose: str = Field(sa_type=Text)
    label: str = Field(sa_type=Text)
    verifier: str = Field(sa_type=Text)
    nonce: str = Field(sa_type=Text)
    begun: int = Field(sa_type=BigInteger)
    expires: int = Field(sa_type=BigInteger, index=True)
    taken: int | None = Field(sa_type=BigInteger, nullable=True)
    # MAC under the node's secret
    code: bytes | None = Field(nullable=True)
    account: bytes | None = Field(nullable=True)


class LinkRow(SQLModel, table=True):
    __tablename__ = "oidc_link"

    issuer: str = Field(primary_key=True, sa_type=Text)
    # MAC under the node's secret, as is `number`: neither can be read back
    subject: bytes = Field(primary_key=True)
    account: bytes = Field(foreign_key="account.account", index=True)
    number: bytes | None = Field(nullable=True, index=True)
    linked: int = Field(sa_type=BigInteger)
