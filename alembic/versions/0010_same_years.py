"""Keep an editor's word that a row of the seed and a report are the same year."""

import sqlalchemy as sa
from alembic import op

revision = "0010_same_years"
down_revision = "0009_differences"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "same_year",
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_same_year_company_id_company"
        ),
        sa.PrimaryKeyConstraint("company_id", "label", name="pk_same_year"),
    )


def downgrade() -> None:
    op.drop_table("same_year")
