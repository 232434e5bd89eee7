"""The words around key figures and ratios, in the language of the page."""

from flask_babel import gettext as _

from guide.domain.key_figures import TERMS, KeyFigure
from guide.domain.ratios import RATIO_TERMS, Ratio
from guide.domain.reasons import Assumption, Reason, ReasonCode
from guide.web.languages import ENGLISH, current_language


def figure_name(figure: KeyFigure) -> str:
    """Name a key figure as an annual report does."""
    terms = TERMS[figure]
    return terms.english if current_language() == ENGLISH else terms.danish


def ratio_name(ratio: Ratio) -> str:
    """Name a ratio."""
    terms = RATIO_TERMS[ratio]
    return terms.english if current_language() == ENGLISH else terms.danish


def ratio_formula(ratio: Ratio) -> str:
    """Tell how a ratio is computed."""
    return {
        Ratio.OPERATING_MARGIN: str(_("EBIT / nettoomsætning")),
        Ratio.GROSS_MARGIN: str(_("bruttofortjeneste / nettoomsætning")),
        Ratio.RETURN_ON_ASSETS: str(_("EBIT / gennemsnitlige aktiver")),
        Ratio.RETURN_ON_EQUITY: str(_("årets resultat / gennemsnitlig egenkapital")),
        Ratio.SOLVENCY: str(_("egenkapital / aktiver, ultimo")),
        Ratio.LIQUIDITY: str(_("omsætningsaktiver / kortfristet gæld")),
        Ratio.GEARING: str(_("(aktiver − egenkapital) / egenkapital")),
        Ratio.REVENUE_PER_EMPLOYEE: str(_("nettoomsætning / gennemsnitligt antal ansatte")),
        Ratio.GROWTH: str(_("(omsætning − sidste års) / |sidste års|")),
    }[ratio]


def reason_words(reason: Reason) -> str:
    """Tell why a ratio cannot be told."""
    if current_language() != ENGLISH:
        return reason.danish()
    noun = TERMS[reason.figure].noun_english if reason.figure else ""
    return str(_reasons(noun)[reason.code])


def _reasons(noun: str) -> dict[ReasonCode, str]:
    return {
        ReasonCode.NOT_PUBLISHED: _("%(figure)s ikke offentliggjort", figure=noun),
        ReasonCode.UNKNOWN: _("%(figure)s ikke oplyst", figure=noun),
        ReasonCode.NOT_POSITIVE: _("%(figure)s er nul eller negativ", figure=noun),
        ReasonCode.NEGATIVE_EQUITY: _("negativ egenkapital"),
        ReasonCode.NOT_TWELVE_MONTHS: _("regnskabsåret er ikke 12 måneder"),
        ReasonCode.LENGTH_UNKNOWN: _("regnskabsårets længde er ikke oplyst"),
        ReasonCode.NO_YEAR_BEFORE: _("forrige år kendes ikke"),
        ReasonCode.YEAR_BEFORE_NOT_TWELVE_MONTHS: _("forrige regnskabsår er ikke 12 måneder"),
        ReasonCode.YEAR_BEFORE_LENGTH_UNKNOWN: _("forrige regnskabsårs længde er ikke oplyst"),
        ReasonCode.BASE_UNKNOWN: _("%(figure)s forrige år kendes ikke", figure=noun),
        ReasonCode.BASE_ZERO: _("%(figure)s var nul forrige år", figure=noun),
        ReasonCode.FROM_NEGATIVE: _("fra minus: %(figure)s var negativ forrige år", figure=noun),
        ReasonCode.OTHER_CURRENCY: _("forrige år er i en anden valuta"),
        ReasonCode.OTHER_SCOPE: _("forrige år er ikke samme tal for moder eller koncern"),
        ReasonCode.NO_FIGURES: _("ingen tal for året"),
        ReasonCode.GROUP_ONLY: _("kun koncernens tal kendes"),
        ReasonCode.SCOPE_UNKNOWN: _("kilden siger ikke, om det er moderens eller koncernens tal"),
        ReasonCode.NOT_DKK: _("regnskabet er ikke i danske kroner"),
        ReasonCode.BELOW_THRESHOLD: _("under grænsen for at være med"),
        ReasonCode.BARRED: _("er ikke med på ranglister"),
    }


def assumption_words(assumption: Assumption) -> str:
    """Tell what was taken for granted."""
    return {
        Assumption.COUNTED_AS_PARENT: str(
            _("Kilden siger ikke, om tallene er moderens eller koncernens.")
        ),
        Assumption.COUNTED_AS_TWELVE_MONTHS: str(
            _("Årets længde er ikke oplyst; nøgletal er regnet som for 12 måneder.")
        ),
        Assumption.ANNUALISED: str(_("Nøgletal er omregnet til 12 måneder.")),
        Assumption.RESTATED: str(_("Sammenligningstallene er ændret i den følgende årsrapport.")),
    }[assumption]
