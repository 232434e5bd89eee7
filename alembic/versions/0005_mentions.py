"""Keep the editors' answers about doubtful mentions."""

import sqlalchemy as sa
from alembic import op

revision = "0005_mentions"
down_revision = "0004_submissions"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "mention_decision",
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("company_id", _BIG, nullable=False),
        sa.Column("answer", sa.Boolean(), nullable=True),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["company_id"], ["company.id"], name=op.f("fk_mention_decision_company_id_company")
        ),
        sa.PrimaryKeyConstraint("surface", "company_id", name=op.f("pk_mention_decision")),
    )
    with op.batch_alter_table("mention_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mention_decision_company_id"), ["company_id"])


def downgrade() -> None:
    op.drop_table("mention_decision")
