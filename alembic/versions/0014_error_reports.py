"""Keep what readers say is wrong on a profile."""

import sqlalchemy as sa
from alembic import op

revision = "0014_error_reports"
down_revision = "0013_visits"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "error_report",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_error_report_company_id_company"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_error_report"),
    )
    op.create_index("ix_error_report_company_id", "error_report", ["company_id"])
    op.create_index("ix_error_report_outcome", "error_report", ["outcome"])


def downgrade() -> None:
    op.drop_table("error_report")
