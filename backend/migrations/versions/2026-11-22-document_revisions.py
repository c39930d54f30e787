"""A revision of each document, raised by the database with whatever is kept of it, whoever writes.

Triggers and not the program: a hub of the release before this one may run beside it, and does not know.
"""

import sqlalchemy as sa
from alembic import op

revision = "document_revisions"
down_revision = "first_tables"
branch_labels = None
depends_on = None

# What a hub keeps folded is made of these.
TABLES = ("change", "unproven", "exclusion", "document_grant", "dossier")
# Where a row that is written stands for SQLite, and all of them for PostgreSQL
EVENTS = {"INSERT": ("NEW", "NEW TABLE"), "UPDATE": ("NEW", "NEW TABLE"), "DELETE": ("OLD", "OLD TABLE")}


def upgrade() -> None:
    op.create_table(
        "document_revision",
        sa.Column("document", sa.LargeBinary(), primary_key=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
    )
    for table in TABLES:
        op.execute(
            f"INSERT INTO document_revision (document, revision) SELECT DISTINCT document, 1 FROM {table} "  # noqa: S608
            "WHERE document NOT IN (SELECT document FROM document_revision)"
        )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            """
            CREATE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                INSERT INTO document_revision AS held (document, revision)
                SELECT DISTINCT document, 1 FROM written ORDER BY document
                ON CONFLICT (document) DO UPDATE SET revision = held.revision + 1;
                RETURN NULL;
            END $$
            """
        )
    for table in TABLES:
        for event, (row, rows) in EVENTS.items():
            _raise_after(table, event, row, rows)


def _raise_after(table: str, event: str, row: str, rows: str) -> None:
    name = f"revision_{table}_{event.lower()}"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {rows} AS written "
            "FOR EACH STATEMENT EXECUTE FUNCTION raise_revision()"
        )
        return
    # No ON CONFLICT here: in a trigger it gives way to what the statement outside says of conflicts.
    found = f"SELECT 1 FROM document_revision WHERE document = {row}.document"  # noqa: S608
    begin = f"INSERT INTO document_revision SELECT {row}.document, 0 WHERE NOT EXISTS ({found})"
    count = f"UPDATE document_revision SET revision = revision + 1 WHERE document = {row}.document"  # noqa: S608
    op.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {begin}; {count}; END")


def downgrade() -> None:
    for table in TABLES:
        for event in EVENTS:
            on = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
            op.execute(f"DROP TRIGGER revision_{table}_{event.lower()}{on}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION raise_revision()")
    op.drop_table("document_revision")
