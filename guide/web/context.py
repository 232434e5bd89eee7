"""What a view may ask for: the guide behind the site and the day it is."""

from datetime import date
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app

from guide.bootstrap import Guide

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
EXTENSION = "brancheguide"


def the_guide() -> Guide:
    """Return the guide that this site shows."""
    return cast(Guide, current_app.extensions[EXTENSION])


def today() -> date:
    """Return the day in Denmark."""
    return the_guide().clock.now().astimezone(COPENHAGEN).date()
