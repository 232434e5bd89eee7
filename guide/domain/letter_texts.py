"""What the guide writes in its letters, in Danish and English; never an offer of anything.

Nothing that a stranger typed stands in a letter to an address that nobody has confirmed.
"""

from guide.domain.letters import Letter

DANISH, ENGLISH = "da", "en"
_SIGNATURE = {
    DANISH: "\n\nVenlig hilsen\nBrancheguiden\n",
    ENGLISH: "\n\nKind regards\nBrancheguiden\n",
}
_OF_MANY_LINES = ("reason", "changes", "answer")
_TEXTS: dict[str, dict[str, tuple[str, str]]] = {
    "confirm": {
        DANISH: (
            "Bekræft jeres tilmelding til Brancheguiden",
            "Nogen har bedt om, at virksomheden med CVR-nummer {cvr} optages i Brancheguiden,\n"
            "og har skrevet denne mailadresse.\n\n"
            "Var det jer, så åbn linket, og tryk på knappen. Det virker i 48 timer:\n{link}\n\n"
            "Var det ikke jer, skal I ikke gøre noget. Så bliver oplysningerne slettet.",
        ),
        ENGLISH: (
            "Confirm your entry in Brancheguiden",
            "Somebody asked for the company with CVR number {cvr} to be listed in\n"
            "Brancheguiden and gave this mail address.\n\n"
            "If it was you, open the link and press the button. It works for 48 hours:\n{link}\n\n"
            "If it was not you, do nothing. The entry will be deleted.",
        ),
    },
    "received": {
        DANISH: (
            "Vi har modtaget jeres tilmelding",
            "Tak, I har bekræftet tilmeldingen af {name}.\n\n"
            "En redaktør læser den nu. I kan hele tiden se, hvor langt den er, og skrive til os "
            "her:\n{link}",
        ),
        ENGLISH: (
            "We have received your entry",
            "Thank you, you confirmed the entry for {name}.\n\n"
            "An editor will read it now. You can follow it and write to us here:\n{link}",
        ),
    },
    "approved": {
        DANISH: (
            "I er nu i Brancheguiden",
            "{name} er nu optaget i Brancheguiden:\n{profile}\n\n"
            "Her kan I se tilmeldingen:\n{link}",
        ),
        ENGLISH: (
            "You are now in Brancheguiden",
            "{name} is now listed in Brancheguiden:\n{profile}\n\nSee your entry here:\n{link}",
        ),
    },
    "refused": {
        DANISH: (
            "Jeres tilmelding blev ikke optaget",
            "{name} blev ikke optaget i Brancheguiden. Grunden er:\n\n{reason}\n\n"
            "I kan svare redaktionen her:\n{link}",
        ),
        ENGLISH: (
            "Your entry was not accepted",
            "{name} was not listed in Brancheguiden. The reason is:\n\n{reason}\n\n"
            "You can answer the editors here:\n{link}",
        ),
    },
    "sign_in": {
        DANISH: (
            "Jeres link til Brancheguiden",
            "Åbn linket i den browser, hvor I bad om det, og tryk på knappen. Det virker i 10 "
            "minutter:\n{link}\n\nHar I ikke bedt om det, skal I ikke gøre noget.",
        ),
        ENGLISH: (
            "Your link to Brancheguiden",
            "Open the link in the browser where you asked for it and press the button. It works "
            "for 10 minutes:\n{link}\n\nIf you did not ask for it, do nothing.",
        ),
    },
    "invitation": {
        DANISH: (
            "I er inviteret til Brancheguiden",
            "I er inviteret til at passe {name} i Brancheguiden. Linket virker i 7 dage:\n{link}",
        ),
        ENGLISH: (
            "You are invited to Brancheguiden",
            "You are invited to look after {name} in Brancheguiden. The link works for 7 days:"
            "\n{link}",
        ),
    },
    "follow": {
        DANISH: (
            "Bekræft, at du vil følge Brancheguiden på mail",
            "Nogen har bedt om, at denne mailadresse får besked, når noget ændrer sig i "
            "Brancheguiden.\n\n"
            "Var det dig, så åbn linket, og tryk på knappen. Det virker i 48 timer:\n{link}\n\n"
            "Var det ikke dig, skal du ikke gøre noget. Så bliver adressen slettet.",
        ),
        ENGLISH: (
            "Confirm that you want to follow Brancheguiden by mail",
            "Somebody asked for this mail address to be told when something changes in "
            "Brancheguiden.\n\n"
            "If it was you, open the link and press the button. It works for 48 hours:\n{link}\n\n"
            "If it was not you, do nothing. The address will be deleted.",
        ),
    },
    "digest": {
        DANISH: (
            "Nyt om dem, du følger i Brancheguiden",
            "{changes}\n\nDet følger du:\n{link}\n\nStop med ét klik:\n{stop}",
        ),
        ENGLISH: (
            "News of those you follow in Brancheguiden",
            "{changes}\n\nThis is what you follow:\n{link}\n\nStop with one click:\n{stop}",
        ),
    },
    "claim_granted": {
        DANISH: (
            "I kan nu passe jeres virksomhed i Brancheguiden",
            "Redaktionen har godkendt, at du passer {name} i Brancheguiden. Det gælder i et år."
            "\n\nRet profilen her:\n{link}",
        ),
        ENGLISH: (
            "You can now look after your company in Brancheguiden",
            "The editors approved that you look after {name} in Brancheguiden. It holds for a year."
            "\n\nChange the profile here:\n{link}",
        ),
    },
    "claim_refused": {
        DANISH: (
            "Svar på dit ønske om at passe en virksomhed",
            "Du har bedt om at passe {name} i Brancheguiden. Redaktionen har ikke godkendt det. "
            "Grunden er:\n\n{reason}\n\nDu kan stadig vise det på en anden måde her:\n{link}",
        ),
        ENGLISH: (
            "An answer to your wish to look after a company",
            "You asked to look after {name} in Brancheguiden. The editors did not approve it. The "
            "reason is:\n\n{reason}\n\nYou can still prove it in another way here:\n{link}",
        ),
    },
    "error_corrected": {
        DANISH: (
            "Fejlen er rettet i Brancheguiden",
            "Du skrev til os om en fejl i profilen af {name}. Den er rettet. Tak for hjælpen."
            "{answer}\n\nHer er profilen:\n{link}\n\nDin mailadresse bliver slettet om 30 dage.",
        ),
        ENGLISH: (
            "The error is corrected in Brancheguiden",
            "You wrote to us about an error in the profile of {name}. It is corrected. Thank you "
            "for your help.{answer}\n\nThis is the profile:\n{link}\n\n"
            "Your mail address will be deleted in 30 days.",
        ),
    },
    "error_refused": {
        DANISH: (
            "Svar på din besked om en fejl i Brancheguiden",
            "Du skrev til os om en fejl i profilen af {name}. Vi har set på det og har ikke "
            "ændret profilen. Redaktionen skriver:{answer}\n\nHer er profilen:\n{link}\n\n"
            "Din mailadresse bliver slettet om 30 dage.",
        ),
        ENGLISH: (
            "An answer to your message about an error in Brancheguiden",
            "You wrote to us about an error in the profile of {name}. We looked at it and did not "
            "change the profile. The editors write:{answer}\n\nThis is the profile:\n{link}\n\n"
            "Your mail address will be deleted in 30 days.",
        ),
    },
    "passkey_added": {
        DANISH: (
            "En passkey er tilføjet",
            "Jeres konto i Brancheguiden har fået en ny passkey.\n\nVar det ikke jer, så log ud "
            "overalt, og skriv straks til en admin:\n{link}",
        ),
        ENGLISH: (
            "A passkey was added",
            "Your account in Brancheguiden has a new passkey.\n\nIf it was not you, sign out "
            "everywhere and write to an admin at once:\n{link}",
        ),
    },
    "passkey_removed": {
        DANISH: (
            "En passkey er slettet",
            "En passkey er slettet fra jeres konto i Brancheguiden.\n\nVar det ikke jer, så log "
            "ud overalt, og skriv straks til en admin:\n{link}",
        ),
        ENGLISH: (
            "A passkey was removed",
            "A passkey was removed from your account in Brancheguiden.\n\nIf it was not you, "
            "sign out everywhere and write to an admin at once:\n{link}",
        ),
    },
    "still_right": {
        DANISH: (
            "Passer det stadig, det der står om jer i Brancheguiden?",
            "Det er et år siden, nogen fra {name} så på profilen i Brancheguiden.\n\n"
            "Se, om den stadig passer, og tryk på knappen, eller ret den. Linket virker i 90 "
            "dage:\n{link}\n\n"
            "Det skriver vi kun om en gang om året, og én gang til, hvis ingen svarer.",
        ),
        ENGLISH: (
            "Is what Brancheguiden says of you still right?",
            "It is a year since anybody from {name} looked at the profile in Brancheguiden.\n\n"
            "See whether it is still right and press the button, or correct it. The link works "
            "for 90 days:\n{link}\n\n"
            "We write about this once a year only, and once more if nobody answers.",
        ),
    },
    "still_right_reminder": {
        DANISH: (
            "Vi mangler jeres svar: passer profilen i Brancheguiden?",
            "For en måned siden spurgte vi, om det, der står om {name}, stadig passer.\n\n"
            "Se på det, og tryk på knappen, eller ret det:\n{link}\n\n"
            "Dette er det sidste brev om det. Svarer ingen, ser redaktionen på profilen.",
        ),
        ENGLISH: (
            "We miss your answer: is the profile in Brancheguiden right?",
            "A month ago we asked whether what is said of {name} is still right.\n\n"
            "Look at it and press the button, or correct it:\n{link}\n\n"
            "This is the last letter about it. If nobody answers, the editors look at the profile.",
        ),
    },
    "edit_accepted": {
        DANISH: (
            "Jeres ændringer i Brancheguiden er godkendt",
            "Redaktionen har godkendt jeres ændringer af {name}:\n\n{changes}\n\n"
            "I kan se dem og sende nye her:\n{link}",
        ),
        ENGLISH: (
            "Your changes in Brancheguiden are accepted",
            "The editors have accepted your changes to {name}:\n\n"
            "{changes}\n\nYou can see them and send new ones here:\n{link}",
        ),
    },
    "edit_partly": {
        DANISH: (
            "Nogle af jeres ændringer i Brancheguiden er godkendt",
            "Redaktionen har set på jeres ændringer af {name}:\n\n{changes}\n\n"
            "I kan se dem og sende nye her:\n{link}",
        ),
        ENGLISH: (
            "Some of your changes in Brancheguiden are accepted",
            "The editors have looked at your changes to {name}:\n\n{changes}\n\n"
            "You can see them and send new ones here:\n{link}",
        ),
    },
    "edit_refused": {
        DANISH: (
            "Jeres ændringer i Brancheguiden blev ikke godkendt",
            "Redaktionen har set på jeres ændringer af {name}. Profilen står, som den var:\n\n"
            "{changes}\n\nI kan se dem og sende nye her:\n{link}",
        ),
        ENGLISH: (
            "Your changes in Brancheguiden were not accepted",
            "The editors have looked at your changes to {name}. The profile is as it was:\n\n"
            "{changes}\n\nYou can see them and send new ones here:\n{link}",
        ),
    },
    "claim_proved": {
        DANISH: (
            "I passer nu jeres profil i Brancheguiden",
            "Det er bevist, at {name} er jeres. Beviset gælder i et år.\n\n"
            "Ret profilen her:\n{link}\n\nVar det ikke jer, så skriv straks til redaktionen.",
        ),
        ENGLISH: (
            "You now look after your profile in Brancheguiden",
            "It is proved that {name} is yours. The proof counts for a year.\n\n"
            "Edit the profile here:\n{link}\n\nIf it was not you, write to the editors at once.",
        ),
    },
    "mail_confirm": {
        DANISH: (
            "Bekræft den nye mailadresse til Brancheguiden",
            "Nogen har bedt om, at en konto i Brancheguiden skifter til denne mailadresse.\n\n"
            "Var det jer, så åbn linket i den browser, hvor I er logget ind, og tryk på knappen. "
            "Det virker i 24 timer:\n{link}\n\nVar det ikke jer, skal I ikke gøre noget.",
        ),
        ENGLISH: (
            "Confirm the new mail address for Brancheguiden",
            "Somebody asked for an account in Brancheguiden to change to this mail address.\n\n"
            "If it was you, open the link in the browser where you are signed in and press the "
            "button. It works for 24 hours:\n{link}\n\nIf it was not you, do nothing.",
        ),
    },
    "mail_asked": {
        DANISH: (
            "Jeres konto i Brancheguiden er ved at skifte mailadresse",
            "Nogen, der er logget ind på jeres konto, har bedt om at skifte dens mailadresse fra "
            "denne til en anden.\n\n"
            "Var det ikke jer, så åbn linket, og tryk på knappen. Så bliver adressen, som den var, "
            "og alle bliver logget ud. Det virker i 14 dage:\n{link}\n\n"
            "Var det jer, skal I ikke gøre noget.",
        ),
        ENGLISH: (
            "Your account in Brancheguiden is about to change its mail address",
            "Somebody who is signed in to your account asked to change its mail address from "
            "this one to another.\n\n"
            "If it was not you, open the link and press the button. The address then stays as it "
            "was and everybody is signed out. It works for 14 days:\n{link}\n\n"
            "If it was you, do nothing.",
        ),
    },
    "claim": {
        DANISH: (
            "Bekræft, at I må passe jeres virksomhed i Brancheguiden",
            "Nogen har bedt om at passe {name} i Brancheguiden og skal vise, at de kan læse mail "
            "til virksomheden.\n\nEr det i orden, så åbn linket, og tryk på knappen. Det virker i "
            "48 timer:\n{link}\n\nEllers skal I ikke gøre noget.",
        ),
        ENGLISH: (
            "Confirm that you may look after your company in Brancheguiden",
            "Somebody asked to look after {name} in Brancheguiden and must show that they read the "
            "company's mail.\n\nIf that is right, open the link and press the button. It works for "
            "48 hours:\n{link}\n\nOtherwise do nothing.",
        ),
    },
}


def write(kind: str, locale: str, to: str, *, stop_url: str = "", **values: str) -> Letter:
    """Return a letter of a kind; values are put on one line so that they stay values."""
    subject, body = _TEXTS[kind][locale if locale in _TEXTS[kind] else DANISH]
    plain = {
        key: value if key in _OF_MANY_LINES else " ".join(value.split())
        for key, value in values.items()
    }
    signature = _SIGNATURE.get(locale, _SIGNATURE[DANISH])
    text = body.format(**plain) + signature
    return Letter(to=to, subject=subject, text=text, stop_url=stop_url)
