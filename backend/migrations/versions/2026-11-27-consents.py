"""Consents, the codes that citizens' phones fetch, and at each dossier who began it for its owner.

A hub of the release before knows neither; to it a dossier that a helper began is a citizen's like any other.
"""

import sqlalchemy as sa
from alembic import op

revision = "consents"
down_revision = "staff_ids"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
COUNTS = sa.text("declined = ''")
# Where a row that is written stands for SQLite, and all of them for PostgreSQL
EVENTS = {"INSERT": ("NEW", "NEW TABLE"), "UPDATE": ("NEW", "NEW TABLE"), "DELETE": ("OLD", "OLD TABLE")}


def upgrade() -> None:
    op.add_column("dossier", sa.Column("helper", sa.LargeBinary(), nullable=True))
    op.create_table(
        "consent",
        sa.Column("document", sa.LargeBinary(), primary_key=True),
        *(_binary(name) for name in ("change", "helper")),
        *(_text(name) for name in ("person", "group_name")),
        _binary("owner"),
        *(_text(name) for name in ("name", "procedure")),
        _number("text"),
        *(_text(name) for name in ("language", "mode", "officer", "witness", "witness_phone")),
        sa.Column("confirmed", TEXT, nullable=True),
        sa.Column("confirmed_by", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        *(_text(name) for name in ("notices", "notices_name", "notices_phone", "notices_address")),
        _binary("cancel"),
        *(_number(name) for name in ("began", "expires")),
        *(sa.Column(name, sa.BigInteger(), nullable=True) for name in ("submitted", "ended")),
        *(_text(name) for name in ("ended_by", "reason", "declined")),
        *(_binary(name) for name in ("reopened", "seen")),
    )
    op.create_index(
        "ix_consent_cancel", "consent", ["cancel"], unique=True, sqlite_where=COUNTS, postgresql_where=COUNTS
    )
    op.create_index("ix_consent_helper", "consent", ["helper", "began"])
    op.create_index("ix_consent_owner", "consent", ["owner", "began"])
    op.create_table(
        "consent_code",
        sa.Column("code_hash", sa.LargeBinary(), primary_key=True),
        sa.Column("account", sa.LargeBinary(), sa.ForeignKey("account.account"), nullable=False, index=True),
        _text("procedure"),
        _number("expires"),
        sa.Column("document", sa.LargeBinary(), nullable=True),
    )
    # Who has a document folded has its consent with it.
    for event, (row, rows) in EVENTS.items():
        _raise_revision_after(event, row, rows)


def _raise_revision_after(event: str, row: str, rows: str) -> None:
    name = f"revision_consent_{event.lower()}"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {name} AFTER {event} ON consent REFERENCING {rows} AS written "
            "FOR EACH STATEMENT EXECUTE FUNCTION raise_revision()"
        )
        return
    found = f"SELECT 1 FROM document_revision WHERE document = {row}.document"  # noqa: S608
    begin = f"INSERT INTO document_revision SELECT {row}.document, 0 WHERE NOT EXISTS ({found})"
    count = f"UPDATE document_revision SET revision = revision + 1 WHERE document = {row}.document"  # noqa: S608
    op.execute(f"CREATE TRIGGER {name} AFTER {event} ON consent BEGIN {begin}; {count}; END")


def _binary(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, TEXT, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def downgrade() -> None:
    op.drop_table("consent_code")
    # Its triggers and indexes go with it.
    op.drop_table("consent")
    op.drop_column("dossier", "helper")
