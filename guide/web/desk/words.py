"""The desk's own words for items, questions and consequences, and the reasons to choose from."""

from typing import Any

from flask import request
from flask_babel import gettext as _

from guide.catalogue import accounts
from guide.catalogue.database import UnitOfWork
from guide.domain.accounts import AccountId
from guide.domain.claims import ClaimWorry, Method
from guide.domain.consequences import Flag
from guide.domain.desk import DeskItem, ItemKind
from guide.domain.editing import write_value
from guide.domain.facts import Field
from guide.domain.tasks import Task, TaskKind
from guide.web.field_words import field_word
from guide.web.row_numbers import row_number


def kind_word(kind: ItemKind) -> str:
    """Name a kind of item."""
    words = {
        ItemKind.SUBMISSION: _("Tilmelding"),
        ItemKind.EDIT: _("Rettelse"),
        ItemKind.ERROR: _("Fejl meldt af en læser"),
        ItemKind.CLAIM: _("Krav på en profil"),
        ItemKind.TASK: _("Spørgsmål"),
        ItemKind.MENTION: _("Omtale"),
        ItemKind.LETTER: _("Ulæst dokument"),
        ItemKind.MAIL: _("Mail, der ikke kom frem"),
    }
    return str(words[kind])


def group_word(item: DeskItem) -> str:
    """Name what an item is filtered by."""
    return task_word(TaskKind(item.detail)) if item.kind is ItemKind.TASK else kind_word(item.kind)


def task_word(kind: TaskKind) -> str:
    """Name a kind of question in a word or two."""
    words = {
        TaskKind.LINK_NUMBER: _("CVR-nummer?"),
        TaskKind.OVERRIDE_CHANGED: _("Registret ændret under os"),
        TaskKind.OVERRIDE_DUE: _("Til eftersyn"),
        TaskKind.POSSIBLE_DUPLICATE: _("Mulig dublet"),
        TaskKind.MISSING_IN_REGISTER: _("Væk fra registret"),
        TaskKind.STALE_FACTS: _("Gamle oplysninger"),
        TaskKind.UNANSWERED: _("Intet svar fra virksomheden"),
    }
    return str(words[kind])


def worry_word(worry: ClaimWorry) -> str:
    """Tell why a claim needs an editor."""
    words = {
        ClaimWorry.BY_HAND: _("Beder redaktionen om at afgøre det"),
        ClaimWorry.CONFLICT: _("En anden passer allerede profilen"),
        ClaimWorry.LONG: _("Har ikke kunnet vise det i to dage"),
    }
    return str(words[worry])


def method_word(method: Method) -> str:
    """Name how somebody shows that a company is theirs."""
    words = {
        Method.MAIL: _("Mail til virksomheden"),
        Method.FILE: _("Fil på hjemmesiden"),
        Method.DNS: _("DNS-post"),
        Method.HAND: _("I hånden"),
    }
    return str(words[method])


def task_words(kind: TaskKind) -> tuple[str, str, str]:
    """Return the question and what yes and no do."""
    words = {
        TaskKind.LINK_NUMBER: (
            _("Er det virksomheden med dette CVR-nummer?"),
            _("Ja, giv den nummeret"),
            _("Nej, det er en anden"),
        ),
        TaskKind.OVERRIDE_CHANGED: (
            _("Registret har ændret sig. Gælder redaktionens beslutning stadig?"),
            _("Ja, den står"),
            _("Nej, træk den tilbage"),
        ),
        TaskKind.OVERRIDE_DUE: (
            _("Det er dagen for eftersyn. Gælder redaktionens beslutning stadig?"),
            _("Ja, den står"),
            _("Nej, træk den tilbage"),
        ),
        TaskKind.POSSIBLE_DUPLICATE: (
            _("De to deler navn eller hjemmeside. Er de den samme?"),
            _("Ja, læg dem sammen"),
            _("Nej, de er to"),
        ),
        TaskKind.MISSING_IN_REGISTER: (
            _("Registret har ikke kendt den i en måned. Skal den ud?"),
            _("Ja, hold den ude"),
            _("Nej, lad den stå"),
        ),
        TaskKind.UNANSWERED: (
            _("Virksomheden har ikke svaret på, om profilen stadig passer. Gør den?"),
            _("Ja, den passer"),
            _("Det ved vi ikke; lad den stå"),
        ),
        TaskKind.STALE_FACTS: (
            _("Virksomhedens egne oplysninger er halvandet år gamle. Passer de stadig?"),
            _("Ja, de passer"),
            _("Nej, jeg retter dem"),
        ),
    }
    question, yes, no = words[kind]
    return str(question), str(yes), str(no)


def payload_lines(task: Task) -> list[tuple[str, str]]:
    """Return what a question was asked from, in words; the companies stand beside it."""
    words = {
        "cvr": _("CVR-nummer"),
        "name": _("Navn"),
        "field": _("Felt"),
        "fields": _("Felter"),
        "override": _("Redaktionens"),
        "register": _("Registrets"),
        "reason": _("Grund"),
        "since": _("Siden"),
    }
    return [
        (str(words.get(key, key)), _payload_text(key, value))
        for key, value in task.payload.items()
        if key not in ("kept", "gone")
    ]


def _payload_text(key: str, value: Any) -> str:
    if key in ("field", "fields"):
        names = [value] if key == "field" else value
        return ", ".join(field_word(Field(name)) for name in names)
    return write_value(value)


def flag_word(flag: Flag) -> str:
    """Tell what a change crosses."""
    words = {
        Flag.LEAVES_LISTS: _("Går ud af lister og søgning"),
        Flag.ENTERS_LISTS: _("Kommer med i lister og søgning"),
        Flag.PROTECTED: _("Er reklamebeskyttet"),
        Flag.LEAVES_RANKINGS: _("Går ud af ranglister"),
        Flag.ENTERS_RANKINGS: _("Kan komme på ranglister"),
        Flag.SHOWS_CONTACT: _("Telefon og mail bliver vist"),
        Flag.HIDES_CONTACT: _("Telefon og mail bliver skjult"),
        Flag.WITHOUT_CATEGORY: _("Står uden kategori"),
    }
    return str(words[flag])


def who_word(work: UnitOfWork, actor: str) -> str:
    """Name who did something to colleagues: an editor by the mail address, else what did it."""
    kind, _sign, number = actor.partition(":")
    account = accounts.find(work, AccountId(row_number(number) or 0)) if kind == "account" else None
    return account.mail if account else actor


def reasons() -> tuple[str, ...]:
    """Return the reasons that can be chosen; free text beside them wins."""
    return (
        _("Det er ikke en it-virksomhed."),
        _("Teksten er reklame uden oplysninger."),
        _("Oplysningen kan ikke bekræftes."),
        _("Virksomheden er ophørt."),
        _("Rettet efter registret."),
        _("Rettet efter henvendelse."),
    )


def given_reason() -> str:
    """Return the reason that was typed, else the one that was chosen."""
    typed = request.form.get("reason", "").strip()
    return typed[:1000] or request.form.get("chosen_reason", "")[:200]
