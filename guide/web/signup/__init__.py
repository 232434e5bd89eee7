"""How a company gets into the guide: the form, the confirmation and the status page."""

from guide.web.signup import confirming, duplicates, objection, start, status
from guide.web.signup.blueprint import bp

__all__ = ["bp", "confirming", "duplicates", "objection", "start", "status"]
