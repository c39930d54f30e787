"""A way to the cards that no officer has confirmed. A hub of the release before does without it."""

import sqlalchemy as sa
from alembic import op

revision = "cards_unconfirmed"
down_revision = "consents_ended"
branch_labels = None
depends_on = None

CARD = sa.text("mode = 'card' AND confirmed IS NULL AND declined = ''")


def upgrade() -> None:
    op.create_index("ix_consent_card", "consent", ["submitted"], sqlite_where=CARD, postgresql_where=CARD)


def downgrade() -> None:
    op.drop_index("ix_consent_card", "consent")
