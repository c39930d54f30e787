"""What an authority does with a dossier, and for whom the wall opens then.

A hub of the release before writes none of it: what it received is at the desk that holds it.
"""

import sqlalchemy as sa
from alembic import op

from backend.columns import Text

revision = "cases"
down_revision = "cards_unconfirmed"
branch_labels = None
depends_on = None

OPEN = sa.text("timer IS NOT NULL")
SENT = sa.text("hop = 'sent'")
CODED = sa.text("code <> ''")

SCOPE = "(SELECT wall_scope())"
HUB = f"{SCOPE} = 'hub'"
BEFORE = "form, state, holder, submitted"
SINCE = f"{BEFORE}, desk, authority, hop"

ALLOWS = """
    CREATE FUNCTION wall_allows(
        asked text, of_form text, of_state text, holder text, handed_in bigint,
        received_at text, decides text, hopping text
    ) RETURNS boolean LANGUAGE plpgsql STABLE COST 10000 AS $$
    DECLARE
        me bytea := decode(coalesce(current_setting('haidang.account', true), ''), 'hex');
        moment bigint := nullif(current_setting('haidang.now', true), '')::bigint;
        -- what the release before received is where it received it
        desk text := coalesce(nullif(received_at, ''), holder);
        today text;
    BEGIN
        IF handed_in IS NULL OR moment IS NULL THEN
            RETURN false;
        END IF;
        -- the city keeps no summer time
        today := to_char(
            timestamp '1970-01-01' + (moment / 1000 + 25200) * interval '1 second', 'YYYY-MM-DD'
        );
        RETURN EXISTS (
            SELECT FROM mandate held JOIN (VALUES
                ('reception', 'read', 'waiting'),
                ('reception', 'read', 'receiving'),
                ('reception', 'receive', 'waiting'),
                ('processing', 'read', 'competent'),
                ('leader', 'read', 'competent'),
                ('leader', 'look', 'receiving'),
                ('auditor', 'look', 'received'),
                ('auditor', 'look', 'competent'),
                ('reception', 'read', 'returning')
            ) AS allowed (role, deed, relation) ON allowed.role = held.role AND allowed.deed = asked
            WHERE held.account = me AND held.begins <= moment
                AND (held.ends IS NULL OR held.ends > moment)
                AND (held.revoked IS NULL OR held.revoked > moment)
                AND (held.procedures IS NULL OR (
                    SELECT known.procedure FROM catalogue_form known
                    WHERE known.form = split_part(of_form, '@', 1)
                ) = ANY (string_to_array(held.procedures, ' ')))
                AND CASE allowed.relation
                    WHEN 'waiting' THEN of_state <> 'received'
                    WHEN 'receiving' THEN of_state = 'received' AND hopping IN ('none', 'at_desk')
                        AND wall_covers(held.authority, desk, today)
                    WHEN 'received' THEN of_state = 'received' AND wall_covers(held.authority, desk, today)
                    WHEN 'returning' THEN of_state = 'received' AND hopping = 'ready'
                        AND wall_covers(held.authority, holder, today)
                    ELSE of_state = 'received' AND hopping IN ('sent', 'taken', 'ready')
                        AND wall_covers(held.authority, decides, today) END
        );
    END $$
"""

ADMITS = """
    CREATE FUNCTION wall_admits(
        owner bytea, of_form text, of_state text, holder text, handed_in bigint,
        desk text, authority text, hop text
    ) RETURNS boolean LANGUAGE plpgsql STABLE COST 10000 AS $$
    BEGIN
        RETURN CASE wall_scope()
            WHEN 'staff' THEN wall_allows('read', of_form, of_state, holder, handed_in, desk, authority, hop)
            WHEN 'look' THEN wall_allows('read', of_form, of_state, holder, handed_in, desk, authority, hop)
                OR wall_allows('look', of_form, of_state, holder, handed_in, desk, authority, hop)
            WHEN 'own' THEN owner = decode(current_setting('haidang.account', true), 'hex')
            ELSE false END;
    END $$
"""


def upgrade() -> None:
    op.add_column("dossier", sa.Column("stage", sa.Integer(), nullable=True))
    for name in ("code", "desk", "authority"):
        op.add_column("dossier", sa.Column(name, Text(), nullable=False, server_default=""))
    op.add_column("dossier", sa.Column("hop", Text(), nullable=False, server_default="none"))
    op.add_column("dossier", sa.Column("timer", sa.BigInteger(), nullable=True))
    is_postgres = op.get_bind().dialect.name == "postgresql"
    nothing = sa.text("''" if is_postgres else "x''")
    op.add_column("dossier", sa.Column("process", sa.LargeBinary(), nullable=False, server_default=nothing))
    _index("ix_dossier_timer", ["holder", "timer", "document"], OPEN)
    _index("ix_dossier_sent", ["desk", "timer", "document"], SENT)
    _index("ix_dossier_code", ["code"], CODED, unique=True)
    op.create_table(
        "dossier_step",
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("command", sa.LargeBinary(), nullable=False),
        sa.Column("move", Text(), nullable=False),
        sa.Column("account", sa.LargeBinary(), nullable=False),
        sa.Column("unit", Text(), nullable=False),
        sa.Column("moment", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("hop", Text(), nullable=False),
        sa.Column("holder", Text(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("document", "version"),
        sa.UniqueConstraint("command"),
    )
    if is_postgres:
        op.execute(ALLOWS)
        op.execute(ADMITS)
        _wall(SINCE)
        sees = f"{HUB} OR wall_sees(document)"
        op.execute(f"CREATE POLICY wall_read ON dossier_step FOR SELECT USING ({sees})")
        # Nobody alters what was done; with its dossier it goes.
        op.execute(f"CREATE POLICY wall_insert ON dossier_step FOR INSERT WITH CHECK ({HUB})")
        op.execute(f"CREATE POLICY wall_delete ON dossier_step FOR DELETE USING ({HUB})")
        op.execute("ALTER TABLE dossier_step ENABLE ROW LEVEL SECURITY")
        # Owners of tables are let through otherwise, and the hub owns them.
        op.execute("ALTER TABLE dossier_step FORCE ROW LEVEL SECURITY")


def _index(name: str, columns: list[str], where: sa.TextClause, *, unique: bool = False) -> None:
    op.create_index(name, "dossier", columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _wall(columns: str) -> None:
    """The dossier's own, by these columns."""
    op.execute("DROP POLICY wall_read ON dossier")
    op.execute("DROP POLICY wall_update ON dossier")
    op.execute(
        f"CREATE POLICY wall_read ON dossier FOR SELECT USING ({HUB} OR wall_admits(owner, {columns}))"
    )
    op.execute(
        f"CREATE POLICY wall_update ON dossier FOR UPDATE "
        f"USING ({HUB} OR {SCOPE} = 'staff' AND wall_allows('receive', {columns})) "
        f"WITH CHECK ({HUB} OR {SCOPE} = 'staff' AND state = 'received' AND wall_allows('read', {columns}))"
    )


def downgrade() -> None:
    op.drop_table("dossier_step")
    if op.get_bind().dialect.name == "postgresql":
        _wall(BEFORE)
        given = "text, text, bigint, text, text, text"
        op.execute(f"DROP FUNCTION wall_admits(bytea, text, {given})")
        op.execute(f"DROP FUNCTION wall_allows(text, text, {given})")
    for name in ("ix_dossier_code", "ix_dossier_sent", "ix_dossier_timer"):
        op.drop_index(name, "dossier")
    for name in ("process", "timer", "hop", "authority", "desk", "code", "stage"):
        op.drop_column("dossier", name)
