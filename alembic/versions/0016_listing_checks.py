"""Keep when companies said that their profile is right, and what they were asked."""

import sqlalchemy as sa
from alembic import op

revision = "0016_listing_checks"
down_revision = "0015_event_editing"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "listing_check",
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("told_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_listing_check_company_id_company"
        ),
        sa.PrimaryKeyConstraint("company_id", name="pk_listing_check"),
    )


def downgrade() -> None:
    op.drop_table("listing_check")
