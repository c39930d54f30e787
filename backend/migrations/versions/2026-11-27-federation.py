"""Sign-ins begun at a provider, and who its subjects are. A hub of the release before asks for neither."""

import sqlalchemy as sa
from alembic import op

revision = "federation"
down_revision = "passkeys"
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "oidc_pending",
        sa.Column("state", sa.LargeBinary(), primary_key=True),
        sa.Column("device", sa.LargeBinary(), nullable=False, index=True),
        sa.Column("provider", TEXT, nullable=False),
        sa.Column("purpose", TEXT, nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("verifier", TEXT, nullable=False),
        sa.Column("nonce", TEXT, nullable=False),
        sa.Column("begun", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False, index=True),
        sa.Column("taken", sa.BigInteger(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("account", sa.LargeBinary(), nullable=True),
    )
    op.create_table(
        "oidc_link",
        sa.Column("issuer", TEXT, primary_key=True),
        sa.Column("subject", sa.LargeBinary(), primary_key=True),
        sa.Column("account", sa.LargeBinary(), sa.ForeignKey("account.account"), nullable=False, index=True),
        sa.Column("number", sa.LargeBinary(), nullable=True, index=True),
        sa.Column("linked", sa.BigInteger(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("oidc_link")
    op.drop_table("oidc_pending")
