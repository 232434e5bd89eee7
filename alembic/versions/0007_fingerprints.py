"""Tell an unchanged register document without reading it."""

import sqlalchemy as sa
from alembic import op

revision = "0007_fingerprints"
down_revision = "0006_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("register_state") as batch_op:
        batch_op.add_column(sa.Column("fingerprint", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("register_state") as batch_op:
        batch_op.drop_column("fingerprint")
