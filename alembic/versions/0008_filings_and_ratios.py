"""Keep filings of annual reports, whom they were asked about, and the ratios computed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_filings_and_ratios"
down_revision = "0007_fingerprints"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


_PRESENT = ["company_id", "scope", "label", "source", "source_url", "recorded_at"]


def upgrade() -> None:
    op.drop_index("uq_report_present", "report")
    op.create_index("uq_report_present", "report", [*_PRESENT, "comparative"], unique=True)
    op.create_table(
        "filing",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("cvr", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("published_at", sa.DateTime(), nullable=False),
        sa.Column("corrects", sa.Boolean(), nullable=False),
        sa.Column("index_start", sa.Date(), nullable=True),
        sa.Column("index_end", sa.Date(), nullable=True),
        sa.Column("documents", _JSON, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document_url", sa.Text(), nullable=False),
        sa.Column("document_hash", sa.Text(), nullable=False),
        sa.Column("report", _JSON, nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_filing_company_id_company"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_filing"),
    )
    op.create_index("ix_filing_company_id_state", "filing", ["company_id", "state"])
    op.create_index("ix_filing_state", "filing", ["state"])
    op.create_table(
        "reports_asked",
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_reports_asked_company_id_company"
        ),
        sa.PrimaryKeyConstraint("company_id", name="pk_reports_asked"),
    )
    op.create_table(
        "ratio",
        sa.Column("report_id", _BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("reason_figure", sa.Text(), nullable=True),
        sa.Column("assumptions", _JSON, nullable=False),
        sa.Column("formula_version", sa.Text(), nullable=False),
        sa.Column("computed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["report.id"], name="fk_ratio_report_id_report", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("report_id", "name", name="pk_ratio"),
    )


def downgrade() -> None:
    op.drop_index("uq_report_present", "report")
    op.create_index("uq_report_present", "report", _PRESENT, unique=True)
    op.drop_table("ratio")
    op.drop_table("reports_asked")
    op.drop_index("ix_filing_state", "filing")
    op.drop_index("ix_filing_company_id_state", "filing")
    op.drop_table("filing")
