"""How many codes an agency has given on a day. A hub of the release before gives none."""

import sqlalchemy as sa
from alembic import op

from backend.columns import Text

revision = "codes"
down_revision = "cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "code_counter",
        sa.Column("agency", Text(), nullable=False),
        sa.Column("day", Text(), nullable=False),
        sa.Column("given", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "day"),
    )


def downgrade() -> None:
    op.drop_table("code_counter")
