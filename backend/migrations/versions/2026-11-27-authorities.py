"""Departments, area teams and groups of the city. A hub of the release before does without the table."""

import sqlalchemy as sa
from alembic import op

revision = "authorities"
down_revision = "mandates"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "authority",
        sa.Column("code", TEXT, primary_key=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("parent", TEXT, nullable=False),
        sa.Column("covers", TEXT, nullable=False),
        sa.Column("begins", TEXT, nullable=False),
        sa.Column("ends", TEXT, nullable=True),
        sa.Column("successor", TEXT, nullable=True),
    )


def downgrade() -> None:
    op.drop_table("authority")
