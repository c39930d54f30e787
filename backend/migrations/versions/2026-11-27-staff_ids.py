"""The city's own id of who works for it; null for everybody else.

A hub of the release before writes accounts without it, and reads none.
"""

import sqlalchemy as sa
from alembic import op

revision = "staff_ids"
down_revision = "authorities"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("account", sa.Column("staff", TEXT, nullable=True))
    op.create_index("ix_account_staff", "account", ["staff"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_account_staff", "account")
    op.drop_column("account", "staff")
