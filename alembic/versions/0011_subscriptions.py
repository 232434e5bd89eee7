"""Keep who follows companies by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0011_subscriptions"
down_revision = "0010_same_years"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True).with_variant(
    sa.dialects.postgresql.JSONB(none_as_null=True), "postgresql"
)


def upgrade() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("company_id", _BIG, nullable=True),
        sa.Column("asked", _JSON, nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("last_difference_id", _BIG, nullable=False),
        sa.Column("last_sent_at", sa.DateTime(), nullable=True),
        sa.Column("stopped_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_subscription_company_id_company"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subscription"),
    )
    op.create_index("ix_subscription_company_id", "subscription", ["company_id"])
    op.create_index("ix_subscription_mail", "subscription", ["mail", "query"])


def downgrade() -> None:
    op.drop_table("subscription")
