"""Danish addresses: the parts that the register knows, and the lines that people read."""

from dataclasses import dataclass

_COUNTRIES = {"GL": "Grønland", "FO": "Færøerne", "SE": "Sverige", "NO": "Norge", "DE": "Tyskland"}
_GROUND_FLOORS = frozenset({"st", "kl", "kld", "mz"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """An address in its parts; every part may be empty.

    ``postcode`` is four digits as text ("0800"), ``municipality_code`` four digits ("0751"),
    ``house_number`` is ready to print ("12A", "12–14"), ``village`` is the register's bynavn,
    ``care_of`` names an organisation only.
    """

    country: str = "DK"
    care_of: str = ""
    street: str = ""
    house_number: str = ""
    floor: str = ""
    door: str = ""
    village: str = ""
    post_box: str = ""
    postcode: str = ""
    town: str = ""
    municipality_code: str = ""
    free_text: str = ""
    dar_id: str = ""


def address_lines(address: Address) -> tuple[str, ...]:
    """Return the lines top down: c/o, street with floor and door, village, post box, town, land."""
    lines = [
        f"c/o {address.care_of}" if address.care_of else "",
        street_line(address) or address.free_text,
        address.village if address.village != address.town else "",
        f"Postboks {address.post_box}" if address.post_box else "",
        f"{address.postcode} {address.town}".strip(),
        "" if address.country == "DK" else _COUNTRIES.get(address.country, address.country),
    ]
    return tuple(line for line in lines if line)


def street_line(address: Address) -> str:
    """Return ``Vejnavn 12A, 3. tv``; leading zeros of numbers are dropped."""
    street = f"{address.street} {address.house_number}".strip()
    inside = " ".join(part for part in (_floor(address.floor), _door(address.door)) if part)
    return ", ".join(part for part in (street, inside) if part)


def house_number(first: int | None, first_letter: str, last: int | None, last_letter: str) -> str:
    """Join a house number and its range; an end of 0 or below the start is no range."""
    if not first:
        return ""
    start = f"{first}{first_letter}"
    end = f"{last}{last_letter}" if last and last >= first else ""
    return start if end in ("", start) else f"{start}–{end}"


def town_only(address: Address) -> Address:
    """Keep what a stub may tell of a place: postcode, town, municipality and country."""
    return Address(
        country=address.country,
        postcode=address.postcode,
        town=address.town,
        municipality_code=address.municipality_code,
    )


def _floor(text: str) -> str:
    bare = text.strip().rstrip(".").lower()
    if bare.isdigit():
        return f"{int(bare)}." if int(bare) else ""
    return f"{bare}." if bare in _GROUND_FLOORS else text.strip()


def _door(text: str) -> str:
    bare = text.strip().rstrip(".")
    return str(int(bare)) if bare.isdecimal() else bare.lower()
