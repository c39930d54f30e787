"""Passkeys. A hub of the release before asks for none."""

import sqlalchemy as sa
from alembic import op

revision = "passkeys"
down_revision = "sessions"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "passkey",
        sa.Column("credential", sa.LargeBinary(), primary_key=True),
        sa.Column("account", sa.LargeBinary(), sa.ForeignKey("account.account"), nullable=False, index=True),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("travels", sa.Boolean(), nullable=False),
        sa.Column("is_copied", sa.Boolean(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn", sa.BigInteger(), nullable=True),
    )
    op.create_table(
        "passkey_permit",
        sa.Column("device", sa.LargeBinary(), sa.ForeignKey("device.device"), primary_key=True),
        sa.Column("account", sa.LargeBinary(), sa.ForeignKey("account.account"), nullable=False),
        sa.Column("given", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "passkey_challenge",
        sa.Column("challenge", sa.LargeBinary(), primary_key=True),
        sa.Column("spent", sa.BigInteger(), nullable=False, index=True),
    )


def downgrade() -> None:
    op.drop_table("passkey_challenge")
    op.drop_table("passkey_permit")
    op.drop_table("passkey")
