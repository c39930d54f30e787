"""Tables of devices, of enrolment codes, and of the tries that bound guessing."""

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from backend.columns import Text


class DeviceRow(SQLModel, table=True):
    __tablename__ = "device"

    device: bytes = Field(primary_key=True)
    public: bytes
    account: bytes = Field(foreign_key="account.account", index=True)
    label: str = Field(sa_type=Text)
    enrolled: int = Field(sa_type=BigInteger)
    revoked: int | None = Field(sa_type=BigInteger, nullable=True)
    # the hub-signed enrolment, verbatim
    record: bytes


class DeviceSeenRow(SQLModel, table=True):
    """The last day on which a device asked for something, in Ho Chi Minh City; written down now and then."""

    __tablename__ = "device_seen"

    device: bytes = Field(primary_key=True)
    day: str = Field(sa_type=Text)


class EnrolmentCodeRow(SQLModel, table=True):
    __tablename__ = "enrolment_code"

    # MAC of the code under the node's secret
    code_hash: bytes = Field(primary_key=True)
    account: bytes = Field(foreign_key="account.account")
    uses_left: int = Field(sa_type=BigInteger)
    expires: int = Field(sa_type=BigInteger)
    # the device that used it last
    spent_by: bytes | None


class UsedChallengeRow(SQLModel, table=True):
    """A challenge is good for one key; kept until it is stale anyway."""

    __tablename__ = "used_challenge"

    nonce: bytes = Field(primary_key=True)
    device: bytes
    used: int = Field(sa_type=BigInteger, index=True)


class TryRow(SQLModel, table=True):
    """Wrong codes lately, per device and per beginning of a code; never per address."""

    __tablename__ = "enrolment_try"

    subject: bytes = Field(primary_key=True)
    failures: int = Field(sa_type=BigInteger)
    since: int = Field(sa_type=BigInteger, index=True)
