"""Keep a calendar of the company of the day."""

import sqlalchemy as sa
from alembic import op

revision = "0002_featured"
down_revision = "0001_catalogue"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "featured_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_featured_day_company_id_company")
        ),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_featured_day")),
    )
    with op.batch_alter_table("featured_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_featured_day_company_id"), ["company_id"])


def downgrade() -> None:
    op.drop_table("featured_day")
