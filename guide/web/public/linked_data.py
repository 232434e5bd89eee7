"""A company as schema.org's Organization."""

from guide.catalogue.profiles import Profile
from guide.web.public.facts import contact, web_address
from guide.web.shared import Shared


def organisation(
    profile: Profile, address: str, known: Shared, logo: str = ""
) -> dict[str, object]:
    """Give what the profile shows as linked data; what is not known is left out."""
    card = profile.card
    place = known.places.municipalities.get(card.municipality or "")
    phone, mail = contact(profile)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": address,
        "name": card.name,
        "url": web_address(card.website) or address,
        "description": card.description,
        "logo": logo,
        "taxID": card.cvr,
        "vatID": f"DK{card.cvr}" if card.cvr else None,
        "foundingDate": card.founded.isoformat() if card.founded else None,
        "alternateName": [*card.aliases, *card.former_names],
        "telephone": phone,
        "email": mail,
    }
    if card.employees is not None:
        data["numberOfEmployees"] = {"@type": "QuantitativeValue", "value": card.employees}
    if card.town or place:
        data["address"] = {
            "@type": "PostalAddress",
            "addressLocality": card.town or (place.name if place else ""),
            "addressCountry": "DK",
        }
    return {key: value for key, value in data.items() if value}
