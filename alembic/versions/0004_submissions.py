"""Let sign-ups be drafted, confirmed and talked about, and keep links by their hashes."""

import sqlalchemy as sa
from alembic import op

revision = "0004_submissions"
down_revision = "0003_register_imports"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("submission") as batch_op:
        batch_op.add_column(sa.Column("version", _BIG, nullable=False, server_default=sa.text("1")))
        batch_op.add_column(sa.Column("locale", sa.Text(), nullable=False, server_default="da"))
        batch_op.add_column(sa.Column("consent_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(), nullable=True))
        batch_op.drop_constraint("uq_submission_status_token_hash", type_="unique")
        batch_op.drop_column("status_token_hash")
    op.execute("UPDATE submission SET changed_at = created_at")
    with op.batch_alter_table("submission") as batch_op:
        batch_op.alter_column("changed_at", existing_type=sa.DateTime(), nullable=False)
        batch_op.alter_column("version", existing_type=_BIG, server_default=None)
        batch_op.alter_column("locale", existing_type=sa.Text(), server_default=None)
    op.create_table(
        "submission_message",
        sa.Column("id", _BIG, nullable=False),
        sa.Column("submission_id", _BIG, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name="fk_submission_message_submission_id_submission",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submission_message"),
    )
    op.create_index("ix_submission_message_submission_id", "submission_message", ["submission_id"])
    op.create_table(
        "one_time_link",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=False),
        sa.Column("browser_hash", sa.Text(), nullable=True),
        sa.Column("reusable", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=True),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("hash", name="pk_one_time_link"),
    )
    op.create_index("ix_one_time_link_subject", "one_time_link", ["purpose", "subject"])
    op.create_index("ix_one_time_link_expires_at", "one_time_link", ["expires_at"])


def downgrade() -> None:
    op.drop_table("one_time_link")
    op.drop_table("submission_message")
    with op.batch_alter_table("submission") as batch_op:
        batch_op.add_column(sa.Column("status_token_hash", sa.Text(), nullable=True))
        for name in ("version", "locale", "consent_at", "changed_at"):
            batch_op.drop_column(name)
    op.execute("UPDATE submission SET status_token_hash = CAST(id AS TEXT)")
    with op.batch_alter_table("submission") as batch_op:
        batch_op.alter_column("status_token_hash", existing_type=sa.Text(), nullable=False)
        batch_op.create_unique_constraint("uq_submission_status_token_hash", ["status_token_hash"])
