"""What is compared for signals of brokerage, what citizens report, and the signals.

A hub of the release before does without.
"""

import sqlalchemy as sa
from alembic import op

revision = "signals"
down_revision = "reviews"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "filing",
        sa.Column("change", sa.LargeBinary(), primary_key=True),
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("taken", sa.BigInteger(), nullable=False, index=True),
        sa.Column("phones", sa.LargeBinary(), nullable=False),
        sa.Column("identities", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "report",
        sa.Column("report", sa.LargeBinary(), primary_key=True),
        sa.Column("account", sa.LargeBinary(), nullable=False, index=True),
        sa.Column("device", sa.LargeBinary(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=True),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
    )
    op.create_table(
        "signal",
        sa.Column("signal", sa.LargeBinary(), primary_key=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject", sa.LargeBinary(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("closed", sa.BigInteger(), nullable=True),
        sa.Column("closed_by", sa.LargeBinary(), nullable=True),
        sa.Column("reason", TEXT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("signal")
    op.drop_table("report")
    op.drop_table("filing")
