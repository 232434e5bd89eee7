"""The day in Denmark, which is what the register's dates are."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def danish_day(moment: datetime) -> date:
    """Return the date in Denmark at a moment."""
    return moment.astimezone(COPENHAGEN).date()
