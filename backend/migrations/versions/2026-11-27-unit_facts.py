"""What units say of themselves. A hub of the release before does not know the table, and does without."""

import sqlalchemy as sa
from alembic import op

revision = "unit_facts"
down_revision = "catalogue_issues"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "unit_fact",
        sa.Column("fact", sa.LargeBinary(), primary_key=True),
        sa.Column("version", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("unit", TEXT, nullable=False, index=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("begins", TEXT, nullable=False),
        sa.Column("ends", TEXT, nullable=True),
        sa.Column("account", sa.LargeBinary(), sa.ForeignKey("account.account"), nullable=False),
        sa.Column("written", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("unit_fact")
