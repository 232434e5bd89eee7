"""Create the catalogue."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001_catalogue"
down_revision = None
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

_APPEND_ONLY = {
    "sqlite": (
        """
        CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
        """,
        """
        CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
        WHEN NOT EXISTS (SELECT 1 FROM mark WHERE key = 'audit_retention')
        BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM mark WHERE key = 'audit_retention') THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'the audit log is append-only';
        END $$
        """,
        """
        CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit
        FOR EACH ROW EXECUTE FUNCTION audit_append_only()
        """,
    ),
}
"""Only the retention job may delete: it sets a mark in its own transaction and is logged."""


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("object_kind", sa.Text(), nullable=False),
        sa.Column("object_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before_hash", sa.Text(), nullable=True),
        sa.Column("after_hash", sa.Text(), nullable=True),
        sa.Column("revision_id", _BIG, nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("ip_prefix", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index("ix_audit_object", ["object_kind", "object_id"], unique=False)

    op.create_table(
        "category",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("position", _BIG, nullable=False),
        sa.Column("name_da", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("definition_da", sa.Text(), nullable=False),
        sa.Column("definition_en", sa.Text(), nullable=False),
        sa.Column(
            "keywords_da",
            _JSON,
            nullable=False,
        ),
        sa.Column(
            "keywords_en",
            _JSON,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["parent"],
            ["category.slug"],
            name=op.f("fk_category_parent_category"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_category")),
    )
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_category_parent"), ["parent"], unique=False)

    op.create_table(
        "legal_form",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("long", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_legal_form")),
    )
    op.create_table(
        "mark",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_mark")),
    )
    op.create_table(
        "municipality",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_municipality")),
        sa.UniqueConstraint("slug", name=op.f("uq_municipality_slug")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("company_id", _BIG, nullable=True),
        sa.Column(
            "payload",
            _JSON,
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("not_before", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", _BIG, nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_company_id"), ["company_id"], unique=False)
        batch_op.create_index("ix_outbox_open", ["topic", "done_at", "id"], unique=False)

    op.create_table(
        "region",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_region")),
        sa.UniqueConstraint("slug", name=op.f("uq_region_slug")),
    )
    op.create_table(
        "source",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_source")),
    )
    op.create_table(
        "suppression",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("key_kind", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_suppression_key_hash")),
    )
    op.create_table(
        "category_redirect",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category"],
            ["category.slug"],
            name=op.f("fk_category_redirect_category_category"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_category_redirect")),
    )
    op.create_table(
        "company",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("cvr", sa.Text(), nullable=True),
        sa.Column("seed_key", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("merged_into", _BIG, nullable=True),
        sa.Column("erased_at", sa.DateTime(), nullable=True),
        sa.Column("signed_up_at", sa.DateTime(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("revision", _BIG, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("status_note", sa.Text(), nullable=False),
        sa.Column("legal_form", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("municipality", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("founded", sa.Date(), nullable=True),
        sa.Column("employees", _BIG, nullable=True),
        sa.Column("employees_as_of", sa.Text(), nullable=True),
        sa.Column("revenue", _BIG, nullable=True),
        sa.Column("revenue_year", sa.Text(), nullable=True),
        sa.Column("revenue_state", sa.Text(), nullable=False),
        sa.Column("result", _BIG, nullable=True),
        sa.Column("growth", sa.Double(), nullable=True),
        sa.Column("has_figures", sa.Boolean(), nullable=False),
        sa.Column("advertising_protected", sa.Boolean(), nullable=True),
        sa.Column("included", sa.Boolean(), nullable=False),
        sa.Column("excluded", sa.Boolean(), nullable=False),
        sa.Column("featured", sa.Boolean(), nullable=False),
        sa.Column("candidate", sa.Boolean(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("listed_at", sa.DateTime(), nullable=True),
        sa.Column("products", _JSON, nullable=False),
        sa.Column("aliases", _JSON, nullable=False),
        sa.CheckConstraint("length(cvr) = 8", name=op.f("ck_company_cvr_length")),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["company.id"], name=op.f("fk_company_merged_into_company")
        ),
        sa.ForeignKeyConstraint(
            ["municipality"],
            ["municipality.code"],
            name=op.f("fk_company_municipality_municipality"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company")),
        sa.UniqueConstraint("cvr", name=op.f("uq_company_cvr")),
        sa.UniqueConstraint("seed_key", name=op.f("uq_company_seed_key")),
        sa.UniqueConstraint("slug", name=op.f("uq_company_slug")),
    )
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_company_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_company_listed_at"), ["listed_at"], unique=False)
        batch_op.create_index("ix_company_listed_sort_key", ["listed", "sort_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_company_municipality"), ["municipality"], unique=False)

    op.create_table(
        "event",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("seed_key", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=True),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("price", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipality.code"], name=op.f("fk_event_municipality_municipality")
        ),
        sa.ForeignKeyConstraint(["source"], ["source.key"], name=op.f("fk_event_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("seed_key", name=op.f("uq_event_seed_key")),
        sa.UniqueConstraint("slug", name=op.f("uq_event_slug")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_starts_on"), ["starts_on"], unique=False)

    op.create_table(
        "municipality_region",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["municipality"],
            ["municipality.code"],
            name=op.f("fk_municipality_region_municipality_municipality"),
        ),
        sa.ForeignKeyConstraint(
            ["region"], ["region.code"], name=op.f("fk_municipality_region_region_region")
        ),
        sa.PrimaryKeyConstraint("municipality", "valid_from", name=op.f("pk_municipality_region")),
    )
    op.create_table(
        "postcode",
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("town", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality"],
            ["municipality.code"],
            name=op.f("fk_postcode_municipality_municipality"),
        ),
        sa.PrimaryKeyConstraint("postcode", "municipality", name=op.f("pk_postcode")),
    )
    op.create_table(
        "address",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=True),
        sa.Column("town", sa.Text(), nullable=True),
        sa.Column("municipality", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_address_company_id_company")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address")),
    )
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_company_id"), ["company_id"], unique=False)

    op.create_table(
        "company_category",
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("position", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["category"],
            ["category.slug"],
            name=op.f("fk_company_category_category_category"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_company_category_company_id_company")
        ),
        sa.PrimaryKeyConstraint("company_id", "category", name=op.f("pk_company_category")),
    )
    with op.batch_alter_table("company_category", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_company_category_category"), ["category"], unique=False
        )

    op.create_table(
        "company_name",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_company_name_company_id_company")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_name")),
    )
    with op.batch_alter_table("company_name", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_company_name_company_id"), ["company_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_company_name_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "employment",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("year", _BIG, nullable=False),
        sa.Column("quarter", _BIG, nullable=False),
        sa.Column("month", _BIG, nullable=False),
        sa.Column("employees", _BIG, nullable=True),
        sa.Column("full_time", sa.Double(), nullable=True),
        sa.Column("low", _BIG, nullable=True),
        sa.Column("high", _BIG, nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_employment_company_id_company")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employment")),
        sa.UniqueConstraint(
            "company_id",
            "series",
            "year",
            "quarter",
            "month",
            name=op.f("uq_employment_company_id_series_year_quarter_month"),
        ),
    )
    op.create_table(
        "event_category",
        sa.Column("event_id", _BIG, nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category"],
            ["category.slug"],
            name=op.f("fk_event_category_category_category"),
            onupdate="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_category_event_id_event")
        ),
        sa.PrimaryKeyConstraint("event_id", "category", name=op.f("pk_event_category")),
    )
    op.create_table(
        "event_company",
        sa.Column("event_id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_event_company_company_id_company")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_event_company_event_id_event")
        ),
        sa.PrimaryKeyConstraint("event_id", "company_id", name=op.f("pk_event_company")),
    )
    op.create_table(
        "fact",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column(
            "value",
            _JSON,
            nullable=True,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.Column("override", sa.Boolean(), nullable=False),
        sa.Column("derived", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_fact_company_id_company")
        ),
        sa.ForeignKeyConstraint(["source"], ["source.key"], name=op.f("fk_fact_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
    )
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.create_index("ix_fact_company_id_field", ["company_id", "field"], unique=False)
        batch_op.create_index("ix_fact_review_on", ["review_on"], unique=False)

    op.create_table(
        "industry",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("standard", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", _BIG, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_industry_company_id_company")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_industry")),
    )
    with op.batch_alter_table("industry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_industry_code"), ["code"], unique=False)
        batch_op.create_index(batch_op.f("ix_industry_company_id"), ["company_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("stated_months", _BIG, nullable=True),
        sa.Column("comparative", sa.Boolean(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("reporting_class", sa.Text(), nullable=True),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("filed_at", sa.DateTime(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "warnings",
            _JSON,
            nullable=False,
        ),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_report_company_id_company")
        ),
        sa.ForeignKeyConstraint(["source"], ["source.key"], name=op.f("fk_report_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index("ix_report_company_id_label", ["company_id", "label"], unique=False)
        batch_op.create_index(
            "uq_report_present",
            ["company_id", "scope", "label", "source", "source_url", "recorded_at"],
            unique=True,
        )

    op.create_table(
        "revision",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("base_revision", _BIG, nullable=True),
        sa.Column(
            "before",
            _JSON,
            nullable=False,
        ),
        sa.Column(
            "after",
            _JSON,
            nullable=False,
        ),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_revision_company_id_company")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.create_index("ix_revision_company_id_state", ["company_id", "state"], unique=False)

    op.create_table(
        "slug",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_slug_company_id_company")
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_slug")),
    )
    with op.batch_alter_table("slug", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slug_company_id"), ["company_id"], unique=False)

    op.create_table(
        "submission",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("cvr", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "content",
            _JSON,
            nullable=False,
        ),
        sa.Column("contact_mail", sa.Text(), nullable=False),
        sa.Column("consent_text", sa.Text(), nullable=False),
        sa.Column("status_token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("company_id", _BIG, nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_submission_company_id_company")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("status_token_hash", name=op.f("uq_submission_status_token_hash")),
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_submission_cvr"), ["cvr"], unique=False)
        batch_op.create_index(batch_op.f("ix_submission_state"), ["state"], unique=False)

    op.create_table(
        "figure",
        sa.Column("report_id", _BIG, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("amount", _BIG, nullable=True),
        sa.Column("quantity", sa.Numeric(precision=12, scale=2), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_figure_report_id_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", "name", name=op.f("pk_figure")),
    )
    for statement in _APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("figure")
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_submission_state"))
        batch_op.drop_index(batch_op.f("ix_submission_cvr"))

    op.drop_table("submission")
    with op.batch_alter_table("slug", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_slug_company_id"))

    op.drop_table("slug")
    with op.batch_alter_table("revision", schema=None) as batch_op:
        batch_op.drop_index("ix_revision_company_id_state")

    op.drop_table("revision")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index("uq_report_present")
        batch_op.drop_index("ix_report_company_id_label")

    op.drop_table("report")
    with op.batch_alter_table("industry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_industry_company_id"))
        batch_op.drop_index(batch_op.f("ix_industry_code"))

    op.drop_table("industry")
    with op.batch_alter_table("fact", schema=None) as batch_op:
        batch_op.drop_index("ix_fact_review_on")
        batch_op.drop_index("ix_fact_company_id_field")

    op.drop_table("fact")
    op.drop_table("event_company")
    op.drop_table("event_category")
    op.drop_table("employment")
    with op.batch_alter_table("company_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_company_name_sort_key"))
        batch_op.drop_index(batch_op.f("ix_company_name_company_id"))

    op.drop_table("company_name")
    with op.batch_alter_table("company_category", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_company_category_category"))

    op.drop_table("company_category")
    with op.batch_alter_table("address", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_company_id"))

    op.drop_table("address")
    op.drop_table("postcode")
    op.drop_table("municipality_region")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_starts_on"))

    op.drop_table("event")
    with op.batch_alter_table("company", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_company_municipality"))
        batch_op.drop_index("ix_company_listed_sort_key")
        batch_op.drop_index(batch_op.f("ix_company_listed_at"))
        batch_op.drop_index(batch_op.f("ix_company_changed_at"))

    op.drop_table("company")
    op.drop_table("category_redirect")
    op.drop_table("suppression")
    op.drop_table("source")
    op.drop_table("region")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_open")
        batch_op.drop_index(batch_op.f("ix_outbox_company_id"))

    op.drop_table("outbox")
    op.drop_table("municipality")
    op.drop_table("mark")
    op.drop_table("legal_form")
    with op.batch_alter_table("category", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_category_parent"))

    op.drop_table("category")
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_object")

    op.drop_table("audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_append_only()")
