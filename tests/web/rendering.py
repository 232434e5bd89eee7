"""The guide's templates in a plain Jinja environment, for tests that need no application."""

from pathlib import Path

import jinja2
from babel.support import NullTranslations, Translations

from guide.web.presenters import filters
from guide.web.presenters.frame import Frame, Language, Link

WEB = Path(__file__).parents[2] / "guide" / "web"


def make_environment(locale: str = "da") -> jinja2.Environment:
    """Give an environment set up as the application does it, without the application."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(WEB / "templates"),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    translations: NullTranslations = NullTranslations()
    if locale != "da":
        translations = Translations.load(WEB / "translations", [locale])
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["asset_url"] = lambda name: f"/static/{name}"
    filters.install(environment, lambda: locale)
    return environment


def call(
    template: str, macro: str, /, *arguments: object, locale: str = "da", **options: object
) -> str:
    """Call one macro and give its HTML."""
    module = make_environment(locale).get_template(template).module
    return str(getattr(module, macro)(*arguments, **options))


def make_frame(locale: str = "da", **changes: object) -> Frame:
    """Give a small frame; changes replace its fields."""
    fields: dict[str, object] = {
        "locale": locale,
        "home_url": "/",
        "search_url": "/soeg",
        "nav": (Link(label="Kategorier", url="/kategorier", current=True),),
        "languages": (
            Language(code="da", label="Dansk", url="/", current=True),
            Language(code="en", label="English", url="/en/"),
        ),
        "notes": ("Data er fra 2026.",),
    }
    return Frame(**{**fields, **changes})  # type: ignore[arg-type]
