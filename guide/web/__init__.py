"""ONE DOOR: the web site; Flask lives here and nowhere else."""

import secrets

from flask import Flask, g
from jinja2 import StrictUndefined

from guide.bootstrap import Guide
from guide.config import Environment
from guide.web import (
    accounts,
    api,
    compare,
    desk,
    embed,
    events,
    feeds,
    health,
    maps,
    public,
    rankings,
    signup,
)
from guide.web.api.rates import setup_rates
from guide.web.assets import setup_assets
from guide.web.context import EXTENSION
from guide.web.errors import setup_errors
from guide.web.forms import setup_forms
from guide.web.frame import setup_frame
from guide.web.languages import current_language, setup_languages
from guide.web.limits import setup_limits
from guide.web.presenters import filters
from guide.web.row_numbers import setup_row_numbers
from guide.web.security import setup_security
from guide.web.shared import setup_shared
from guide.web.visits import setup_visits


def create_app(guide: Guide) -> Flask:
    """Return the site of a guide."""
    settings = guide.settings
    app = Flask(__name__, static_folder=None)
    app.extensions[EXTENSION] = guide
    app.config["SECRET_KEY"] = settings.secret_key.get_secret_value()
    app.config["SECRET_KEY_FALLBACKS"] = list(settings.secret_key_fallbacks)
    app.config["TEMPLATES_AUTO_RELOAD"] = settings.env is Environment.DEV
    app.jinja_options["autoescape"] = True
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    filters.install(app.jinja_env, current_language)

    @app.before_request
    def name_request() -> None:
        g.request_id = secrets.token_hex(8)

    setup_row_numbers(app)
    setup_errors(app)
    setup_shared(app)
    setup_rates(app)
    setup_frame(app)
    setup_security(app, settings)
    setup_languages(app)
    setup_forms(app)
    setup_limits(app)
    setup_assets(app)
    setup_visits(app)
    app.register_blueprint(health.bp)
    app.register_blueprint(public.bp)
    app.register_blueprint(public.logos_bp)
    app.register_blueprint(public.errors_bp)
    app.register_blueprint(rankings.bp)
    app.register_blueprint(signup.bp)
    app.register_blueprint(accounts.bp)
    app.register_blueprint(desk.bp)
    app.register_blueprint(api.bp)
    app.register_blueprint(api.page_bp)
    app.register_blueprint(embed.bp)
    app.register_blueprint(events.bp)
    app.register_blueprint(maps.bp)
    app.register_blueprint(feeds.bp)
    app.register_blueprint(feeds.mail_bp)
    app.register_blueprint(compare.bp)
    return app
