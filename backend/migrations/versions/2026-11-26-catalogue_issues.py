"""When each catalogue was issued. A hub of the release before does not know the table, and does without."""

import sqlalchemy as sa
from alembic import op

revision = "catalogue_issues"
down_revision = "document_revisions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue_issue",
        sa.Column("issued", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("catalogue_issue")
