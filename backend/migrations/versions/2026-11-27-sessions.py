"""Sessions of people at their devices. A hub of the release before asks for none."""

import sqlalchemy as sa
from alembic import op

revision = "sessions"
down_revision = "consents"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "session",
        sa.Column("session", sa.LargeBinary(), primary_key=True),
        sa.Column("device", sa.LargeBinary(), sa.ForeignKey("device.device"), nullable=False, index=True),
        sa.Column("account", sa.LargeBinary(), sa.ForeignKey("account.account"), nullable=False, index=True),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("opened", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.BigInteger(), nullable=False),
        sa.Column("proven", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
    )


def downgrade() -> None:
    op.drop_table("session")
