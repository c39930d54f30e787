"""On which day a device asked last, and who works where without reading every citizen's account.

A hub of the release before does without both.
"""

import sqlalchemy as sa
from alembic import op

revision = "devices_seen"
down_revision = "wall"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
WORKS = sa.text("unit <> ''")


def upgrade() -> None:
    op.create_table(
        "device_seen",
        sa.Column("device", sa.LargeBinary(), primary_key=True),
        sa.Column("day", TEXT, nullable=False),
    )
    op.create_index("ix_account_unit", "account", ["unit"], sqlite_where=WORKS, postgresql_where=WORKS)


def downgrade() -> None:
    op.drop_index("ix_account_unit", "account")
    op.drop_table("device_seen")
