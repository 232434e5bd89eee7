"""Let events be edited: called off, with the fields that imports leave alone, and a sequence."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015_event_editing"
down_revision = "0014_error_reports"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.add_column("event", sa.Column("cancelled_at", sa.DateTime(), nullable=True))
    op.add_column("event", sa.Column("edited", _JSON, nullable=False, server_default="[]"))
    op.add_column("event", sa.Column("sequence", _BIG, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("event", "sequence")
    op.drop_column("event", "edited")
    op.drop_column("event", "cancelled_at")
