"""What the wall asks of the catalogue: the procedure of each form, and which units there are.

The hub writes both when it starts. One of the release before does without them.
"""

import sqlalchemy as sa
from alembic import op

revision = "catalogue_kept"
down_revision = "audit"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "catalogue_form",
        sa.Column("form", TEXT, primary_key=True),
        sa.Column("procedure", TEXT, nullable=False),
    )
    op.create_table("catalogue_unit", sa.Column("code", TEXT, primary_key=True))


def downgrade() -> None:
    op.drop_table("catalogue_unit")
    op.drop_table("catalogue_form")
