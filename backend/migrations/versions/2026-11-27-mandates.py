"""Who may do what, until now a word at the account: each officer gets a mandate for the desk of their unit.

A hub of the release before goes by that word alone, and does without the table.
"""

import sqlalchemy as sa
from alembic import op

revision = "mandates"
down_revision = "unit_facts"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "mandate",
        sa.Column("mandate", sa.LargeBinary(), primary_key=True),
        sa.Column("account", sa.LargeBinary(), sa.ForeignKey("account.account"), nullable=False, index=True),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("authority", TEXT, nullable=False),
        sa.Column("procedures", TEXT, nullable=True),
        sa.Column("begins", sa.BigInteger(), nullable=False),
        sa.Column("ends", sa.BigInteger(), nullable=True),
        sa.Column("revoked", sa.BigInteger(), nullable=True),
    )
    op.execute(
        "INSERT INTO mandate (mandate, account, role, authority, begins) "
        "SELECT account, account, 'reception', unit, 0 FROM account WHERE role = 'officer'"
    )


def downgrade() -> None:
    op.drop_table("mandate")
