"""What people decided about work that was kept apart, and a way to find it.

A hub of the release before does without both.
"""

import sqlalchemy as sa
from alembic import op

revision = "reviews"
down_revision = "devices_seen"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
KEPT_APART = sa.text("verdict = 'quarantined'")


def upgrade() -> None:
    op.create_table(
        "review",
        sa.Column("change", sa.LargeBinary(), primary_key=True),
        sa.Column("document", sa.LargeBinary(), nullable=False, index=True),
        sa.Column("decision", TEXT, nullable=False),
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("decided", sa.BigInteger(), nullable=False),
    )
    op.create_index(
        "ix_change_kept_apart",
        "change",
        ["received"],
        sqlite_where=KEPT_APART,
        postgresql_where=KEPT_APART,
    )


def downgrade() -> None:
    op.drop_index("ix_change_kept_apart", "change")
    op.drop_table("review")
