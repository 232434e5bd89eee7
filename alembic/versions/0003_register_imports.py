"""Keep the register's rows, import runs, dead letters, leases and editors' tasks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003_register_imports"
down_revision = "0002_featured"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("high_water", sa.DateTime(), nullable=True),
        sa.Column("source_count", _BIG, nullable=True),
        sa.Column("counts", _JSON, nullable=False),
        sa.Column("waiting", _JSON, nullable=False),
        sa.Column("findings", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    with op.batch_alter_table("import_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_run_kind"), ["kind"], unique=False)

    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("token", _BIG, nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "dead_letter",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("run_id", _BIG, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("cvr", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"], name=op.f("fk_dead_letter_run_id_import_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dead_letter")),
        sa.UniqueConstraint("digest", name=op.f("uq_dead_letter_digest")),
    )
    with op.batch_alter_table("dead_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dead_letter_run_id"), ["run_id"], unique=False)

    op.create_table(
        "register_row",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", _JSON, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_register_row_company_id_company")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_row")),
    )
    with op.batch_alter_table("register_row", schema=None) as batch_op:
        batch_op.create_index(
            "ix_register_row_company_id_part", ["company_id", "part"], unique=False
        )

    op.create_table(
        "register_state",
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("unit_number", _BIG, nullable=True),
        sa.Column("version", _BIG, nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=True),
        sa.Column("updated_at", sa.DateTime(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("founded", sa.Date(), nullable=True),
        sa.Column("composite_status", sa.Text(), nullable=False),
        sa.Column("advertising_protected", sa.Boolean(), nullable=True),
        sa.Column("next_change_on", sa.Date(), nullable=True),
        sa.Column("missing_since", sa.DateTime(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_register_state_company_id_company")
        ),
        sa.PrimaryKeyConstraint("company_id", name=op.f("pk_register_state")),
    )
    with op.batch_alter_table("register_state", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_register_state_missing_since"), ["missing_since"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_register_state_next_change_on"), ["next_change_on"], unique=False
        )

    op.create_table(
        "task",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("company_id", _BIG, nullable=True),
        sa.Column("payload", _JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_task_company_id_company")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_task_kind_key")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_closed_at"), ["closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_company_id"), ["company_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_company_id"))
        batch_op.drop_index(batch_op.f("ix_task_closed_at"))

    op.drop_table("task")
    with op.batch_alter_table("register_state", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_state_next_change_on"))
        batch_op.drop_index(batch_op.f("ix_register_state_missing_since"))

    op.drop_table("register_state")
    with op.batch_alter_table("register_row", schema=None) as batch_op:
        batch_op.drop_index("ix_register_row_company_id_part")

    op.drop_table("register_row")
    with op.batch_alter_table("dead_letter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dead_letter_run_id"))

    op.drop_table("dead_letter")
    op.drop_table("lease")
    with op.batch_alter_table("import_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_run_kind"))

    op.drop_table("import_run")
