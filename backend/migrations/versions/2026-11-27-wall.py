"""The wall: on PostgreSQL nobody sees rows of a dossier but for whom the transaction has opened it.

`haidang.scope` says for whom: `hub` sees all; `staff` what `haidang.account` may read under a mandate that
stands at `haidang.now`; `look` also what it may look at for a stated reason; `own` its own dossiers. Nothing
set, nothing seen. The table of a dossier decides by its own columns, every other one by the dossier.

The functions are backend/mandates/rules.py and backend/authorities/rules.py once more, for the relations
that a dossier can have today; tests/backend/test_wall.py holds them against each other, cell by cell.

A hub of the release before knows no scope. It is known by the name it gives itself, and sees all as it did,
so that it can run beside this one and be gone back to. The release after this one takes that exception away.
"""

from alembic import op

revision = "wall"
down_revision = "catalogue_kept"
branch_labels = None
depends_on = None

# Rows that hold or point at what a dossier says, with the column of its document
OF_DOSSIER = (
    "change",
    "unproven",
    "exclusion",
    "submission",
    "consent",
    "document_grant",
    "feed",
    "document_revision",
)
WALLED = ("dossier", *OF_DOSSIER, "audit")

# One look at the setting for each statement, not for each row
SCOPE = "(SELECT wall_scope())"
HUB = f"{SCOPE} = 'hub'"
COLUMNS = "form, state, holder, submitted"

FUNCTIONS = {
    "wall_scope()": """
        CREATE FUNCTION wall_scope() RETURNS text LANGUAGE sql STABLE AS $$
            SELECT coalesce(
                current_setting('haidang.scope', true),
                CASE current_setting('application_name') WHEN 'haidang' THEN 'hub' ELSE '' END
            )
        $$
    """,
    "wall_higher(text, text)": """
        CREATE FUNCTION wall_higher(place text, today text) RETURNS text
        LANGUAGE plpgsql STABLE COST 1000 AS $$
        DECLARE higher text;
        BEGIN
            -- of two that claim a unit the later code counts, as in authorities/rules.py
            SELECT CASE WHEN one.kind = 'unit' AND one.parent <> '79' THEN one.parent ELSE one.code END
            INTO higher FROM authority one
            -- most cover nothing, which is seen at a glance
            WHERE (one.covers <> '' OR one.code = place)
                AND CASE WHEN one.kind = 'unit' AND one.parent <> '79' THEN one.code = place
                    ELSE place = ANY (string_to_array(one.covers, ' ')) END
                AND one.begins <= today AND today <= coalesce(one.ends, '9999-12-31')
            ORDER BY one.code DESC LIMIT 1;
            IF FOUND THEN
                RETURN higher;
            END IF;
            SELECT CASE WHEN one.ends < today AND one.successor <> '' THEN one.successor ELSE one.parent END
            INTO higher FROM authority one WHERE one.code = place AND one.kind <> 'unit';
            IF FOUND THEN
                RETURN higher;
            END IF;
            RETURN (SELECT '79' FROM catalogue_unit WHERE code = place);
        END $$
    """,
    "wall_covers(text, text, text)": """
        CREATE FUNCTION wall_covers(top text, place text, today text) RETURNS boolean
        LANGUAGE plpgsql STABLE COST 5000 AS $$
        DECLARE here text := place; seen text[] := '{}';
        BEGIN
            WHILE here IS NOT NULL AND here <> ALL (seen) LOOP
                IF here = top THEN
                    RETURN true;
                END IF;
                seen := seen || here;
                here := wall_higher(here, today);
            END LOOP;
            RETURN false;
        END $$
    """,
    "wall_allows(text, text, text, text, bigint)": """
        CREATE FUNCTION wall_allows(asked text, of_form text, of_state text, desk text, handed_in bigint)
        RETURNS boolean LANGUAGE plpgsql STABLE COST 10000 AS $$
        DECLARE
            me bytea := decode(coalesce(current_setting('haidang.account', true), ''), 'hex');
            moment bigint := nullif(current_setting('haidang.now', true), '')::bigint;
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
                    ('leader', 'look', 'receiving'),
                    ('auditor', 'look', 'received')
                ) AS allowed (role, deed, relation) ON allowed.role = held.role AND allowed.deed = asked
                WHERE held.account = me AND held.begins <= moment
                    AND (held.ends IS NULL OR held.ends > moment)
                    AND (held.revoked IS NULL OR held.revoked > moment)
                    AND (held.procedures IS NULL OR (
                        SELECT known.procedure FROM catalogue_form known
                        WHERE known.form = split_part(of_form, '@', 1)
                    ) = ANY (string_to_array(held.procedures, ' ')))
                    AND CASE WHEN allowed.relation = 'waiting' THEN of_state <> 'received'
                        -- at a desk is received there: no dossier goes on from one yet
                        ELSE of_state = 'received' AND wall_covers(held.authority, desk, today) END
            );
        END $$
    """,
    "wall_admits(bytea, text, text, text, bigint)": """
        CREATE FUNCTION wall_admits(owner bytea, of_form text, of_state text, desk text, handed_in bigint)
        RETURNS boolean LANGUAGE plpgsql STABLE COST 10000 AS $$
        BEGIN
            RETURN CASE wall_scope()
                WHEN 'staff' THEN wall_allows('read', of_form, of_state, desk, handed_in)
                WHEN 'look' THEN wall_allows('read', of_form, of_state, desk, handed_in)
                    OR wall_allows('look', of_form, of_state, desk, handed_in)
                WHEN 'own' THEN owner = decode(current_setting('haidang.account', true), 'hex')
                ELSE false END;
        END $$
    """,
    # What the wall of the dossier itself lets through is whose other rows are seen.
    "wall_sees(bytea)": """
        CREATE FUNCTION wall_sees(wanted bytea) RETURNS boolean LANGUAGE plpgsql STABLE COST 20000 AS $$
        BEGIN
            RETURN wall_scope() IN ('staff', 'look', 'own')
                AND EXISTS (SELECT FROM dossier WHERE document = wanted);
        END $$
    """,
}


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for function in FUNCTIONS.values():
        op.execute(function)
    _policies("dossier", f"{HUB} OR wall_admits(owner, {COLUMNS})", insert=HUB, delete=HUB)
    # "đã nhận": of one that waits, so that it is at a desk of the very mandate that lets it be taken.
    op.execute(
        f"CREATE POLICY wall_update ON dossier FOR UPDATE "
        f"USING ({HUB} OR {SCOPE} = 'staff' AND wall_allows('receive', {COLUMNS})) "
        f"WITH CHECK ({HUB} OR {SCOPE} = 'staff' AND state = 'received' AND wall_allows('read', {COLUMNS}))"
    )
    sees = f"{HUB} OR wall_sees(document)"
    for table in OF_DOSSIER:
        # The database counts revisions by itself, for whoever writes to a dossier that they see.
        counted = table == "document_revision"
        told = f"{HUB} OR kind = 'outcome' AND {SCOPE} = 'staff' AND wall_sees(document)"
        insert = sees if counted else told if table == "feed" else HUB
        _policies(table, sees, insert=insert, delete=HUB)
        update = sees if counted else HUB
        op.execute(f"CREATE POLICY wall_update ON {table} FOR UPDATE USING ({update}) WITH CHECK ({update})")
    # Whoever acts adds to it, and nobody alters it; whose dossier it is reads who looked.
    _policies("audit", f"{HUB} OR {SCOPE} = 'own' AND wall_sees(document)", insert=f"{SCOPE} <> ''")
    for table in WALLED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        # Owners of tables are let through otherwise, and the hub owns them.
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def _policies(table: str, read: str, *, insert: str, delete: str | None = None) -> None:
    op.execute(f"CREATE POLICY wall_read ON {table} FOR SELECT USING ({read})")
    op.execute(f"CREATE POLICY wall_insert ON {table} FOR INSERT WITH CHECK ({insert})")
    if delete is not None:
        op.execute(f"CREATE POLICY wall_delete ON {table} FOR DELETE USING ({delete})")


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in WALLED:
        for policy in ("read", "insert", "update", "delete"):
            op.execute(f"DROP POLICY IF EXISTS wall_{policy} ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for function in reversed(FUNCTIONS):
        op.execute(f"DROP FUNCTION {function}")
