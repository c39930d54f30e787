"""Which device spent a code: to no other does it answer once more.

A hub of the release before leaves it empty: a reply that is lost then asks for a new code.
"""

import sqlalchemy as sa
from alembic import op

revision = "code_spent_by"
down_revision = "federation"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("enrolment_code", sa.Column("spent_by", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("enrolment_code", "spent_by")
