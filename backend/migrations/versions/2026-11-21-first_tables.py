"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "first_tables"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
COUNTED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WAITS = sa.text("verdict = 'waiting'")


def upgrade() -> None:
    _node_and_people()
    _changes()
    _dossiers()
    _feed()


def downgrade() -> None:
    raise NotImplementedError("there is nothing before the first tables: restore a backup instead")


def _node_and_people() -> None:
    op.create_table(
        "node",
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("node", sa.LargeBinary(), nullable=False),
        sa.Column("incarnation", sa.LargeBinary(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "account",
        sa.Column("account", sa.LargeBinary(), primary_key=True),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("unit", TEXT, nullable=False),
        sa.Column("unit_name", TEXT, nullable=False),
    )
    op.create_table(
        "device",
        sa.Column("device", sa.LargeBinary(), primary_key=True),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("account", sa.LargeBinary(), sa.ForeignKey("account.account"), nullable=False, index=True),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("enrolled", sa.BigInteger(), nullable=False),
        sa.Column("revoked", sa.BigInteger(), nullable=True),
        sa.Column("record", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "enrolment_code",
        sa.Column("code_hash", sa.LargeBinary(), primary_key=True),
        sa.Column("account", sa.LargeBinary(), sa.ForeignKey("account.account"), nullable=False),
        sa.Column("uses_left", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "used_challenge",
        sa.Column("nonce", sa.LargeBinary(), primary_key=True),
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False, index=True),
    )
    op.create_table(
        "enrolment_try",
        sa.Column("subject", sa.LargeBinary(), primary_key=True),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False, index=True),
    )


def _changes() -> None:
    op.create_table(
        "change",
        sa.Column("change", sa.LargeBinary(), primary_key=True),
        sa.Column("document", sa.LargeBinary(), nullable=False, index=True),
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("sender", sa.LargeBinary(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("fed", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_change_waiting", "change", ["sender"], sqlite_where=WAITS, postgresql_where=WAITS)
    op.create_table(
        "unproven",
        sa.Column("change", sa.LargeBinary(), primary_key=True),
        sa.Column("signature", sa.LargeBinary(), primary_key=True),
        sa.Column("document", sa.LargeBinary(), nullable=False, index=True),
        sa.Column("device", sa.LargeBinary(), nullable=False, index=True),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("sender", sa.LargeBinary(), nullable=False, index=True),
        sa.Column("received", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "exclusion",
        sa.Column("record", sa.LargeBinary(), primary_key=True),
        sa.Column("document", sa.LargeBinary(), nullable=False, index=True),
        sa.Column("change", sa.LargeBinary(), nullable=False, index=True),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "document_grant",
        sa.Column("document", sa.LargeBinary(), primary_key=True),
        sa.Column("account", sa.LargeBinary(), primary_key=True, index=True),
        sa.Column("granted", sa.BigInteger(), nullable=False),
    )


def _dossiers() -> None:
    op.create_table(
        "dossier",
        sa.Column("document", sa.LargeBinary(), primary_key=True),
        sa.Column("owner", sa.LargeBinary(), nullable=False),
        sa.Column("form", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("holder", TEXT, nullable=False),
        sa.Column("holder_name", TEXT, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=True),
        sa.Column("submission", sa.LargeBinary(), nullable=False),
        sa.Column("submitted", sa.BigInteger(), nullable=True),
        sa.Column("conflicts", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_dossier_submitted", "dossier", ["submitted", "document"])
    op.create_table(
        "submission",
        sa.Column("change", sa.LargeBinary(), primary_key=True),
        sa.Column("document", sa.LargeBinary(), nullable=False, index=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False),
    )


def _feed() -> None:
    op.create_table(
        "feed",
        sa.Column("position", COUNTED, primary_key=True),
        sa.Column("xid", sa.BigInteger(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("change", sa.LargeBinary(), nullable=False),
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feed_document_place", "feed", ["document", "xid", "position"])
    op.create_index("ix_feed_account_place", "feed", ["account", "xid", "position"])
