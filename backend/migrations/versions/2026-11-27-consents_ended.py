"""A way to the consents that citizens ended by their codes. A hub of the release before does without it."""

import sqlalchemy as sa
from alembic import op

revision = "consents_ended"
down_revision = "code_spent_by"
branch_labels = None
depends_on = None

BY_CODE = sa.text("ended_by = 'code'")


def upgrade() -> None:
    op.create_index(
        "ix_consent_by_code", "consent", ["ended"], sqlite_where=BY_CODE, postgresql_where=BY_CODE
    )


def downgrade() -> None:
    op.drop_index("ix_consent_by_code", "consent")
