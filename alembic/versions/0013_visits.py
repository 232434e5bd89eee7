"""Keep how often companies were seen and found, by day."""

import sqlalchemy as sa
from alembic import op

revision = "0013_visits"
down_revision = "0012_passkeys"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "profile_view",
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_profile_view_company_id_company"
        ),
        sa.PrimaryKeyConstraint("company_id", "day", name="pk_profile_view"),
    )
    op.create_index("ix_profile_view_day", "profile_view", ["day"])
    op.create_table(
        "search_appearance",
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_search_appearance_company_id_company"
        ),
        sa.PrimaryKeyConstraint("company_id", "query", "day", name="pk_search_appearance"),
    )
    op.create_index("ix_search_appearance_day", "search_appearance", ["day"])


def downgrade() -> None:
    op.drop_table("search_appearance")
    op.drop_table("profile_view")
