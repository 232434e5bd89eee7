"""Following without an account: the differences of any search or company, each told once."""

from flask import Blueprint

from guide.web.caching import setup_caching
from guide.web.feeds import by_mail, pages

bp = Blueprint("feeds", __name__)
setup_caching(bp)
pages.add_to(bp)

mail_bp = Blueprint("follow", __name__)
by_mail.add_to(mail_bp)
