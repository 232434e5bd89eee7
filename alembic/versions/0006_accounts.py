"""Let people sign in, act for companies, claim them by proof and propose changes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006_accounts"
down_revision = "0005_mentions"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("mail", name="uq_account_mail"),
    )
    op.create_table(
        "session",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("account_id", _BIG, nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name="fk_session_account_id_account",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("hash", name="uq_session_hash"),
    )
    op.create_index("ix_session_account_id", "session", ["account_id"])
    op.create_index("ix_session_seen_at", "session", ["seen_at"])
    op.create_table(
        "membership",
        sa.Column("account_id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("invited_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name="fk_membership_account_id_account",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name="fk_membership_company_id_company"
        ),
        sa.PrimaryKeyConstraint("account_id", "company_id", name="pk_membership"),
    )
    op.create_index("ix_membership_company_id", "membership", ["company_id"])
    op.create_table(
        "claim",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("account_id", _BIG, nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("proved_at", sa.DateTime(), nullable=True),
        sa.Column("expires_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_claim_company_id_company"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_claim_account_id_account", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
    )
    op.create_index("ix_claim_company_id_state", "claim", ["company_id", "state"])
    op.create_index("ix_claim_expires_at", "claim", ["expires_at"])
    op.create_table(
        "rate_count",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("count", _BIG, nullable=False),
        sa.Column("expires_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_rate_count"),
    )
    op.create_index("ix_rate_count_expires_at", "rate_count", ["expires_at"])
    op.create_table(
        "moderation_rule",
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("at_once", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("field", name="pk_moderation_rule"),
    )
    with op.batch_alter_table("revision") as batch_op:
        batch_op.add_column(sa.Column("decisions", _JSON, nullable=True))
    op.execute("UPDATE revision SET decisions = '{}'")
    with op.batch_alter_table("revision") as batch_op:
        batch_op.alter_column("decisions", existing_type=_JSON, nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("revision") as batch_op:
        batch_op.drop_column("decisions")
    for name in ("moderation_rule", "rate_count", "claim", "membership", "session", "account"):
        op.drop_table(name)
