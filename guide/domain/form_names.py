"""How legal forms are written for readers: the register's APS is ApS to a Dane."""

_SHORT = {
    "10": "ENK", "15": "PMV", "30": "I/S", "40": "K/S", "60": "A/S", "70": "P/S", "80": "ApS",
    "81": "IVS", "140": "A.M.B.A.", "151": "S.M.B.A.", "152": "F.M.B.A.", "290": "SE",
}  # fmt: skip

_LONG = {
    "10": "Enkeltmandsvirksomhed",
    "15": "Personligt ejet mindre virksomhed",
    "20": "Dødsbo",
    "30": "Interessentskab",
    "40": "Kommanditselskab",
    "45": "Medarbejderinvesteringsselskab",
    "50": "Partrederi",
    "60": "Aktieselskab",
    "70": "Partnerselskab (kommanditaktieselskab)",
    "80": "Anpartsselskab",
    "81": "Iværksætterselskab (afskaffet)",
    "90": "Fond og anden selvejende institution",
    "100": "Erhvervsdrivende fond",
    "110": "Forening",
    "115": "Frivillig forening",
    "140": "Andelsselskab med begrænset ansvar (A.M.B.A.)",
    "151": "Selskab med begrænset ansvar (S.M.B.A.)",
    "152": "Forening med begrænset ansvar (F.M.B.A.)",
    "160": "Europæisk økonomisk firmagruppe",
    "210": "Anden udenlandsk virksomhed",
    "230": "Statslig administrativ enhed",
    "245": "Region",
    "250": "Primærkommune",
    "260": "Folkekirkelig institution",
    "290": "Europæisk aktieselskab (SE)",
    "990": "Uoplyst",
}
"""Only the codes that were checked; for the rest the register's own words are shown."""


def short_form(code: str, register_long: str) -> str:
    """Return what stands behind a name ("ApS"); forms without such a sign get their long name."""
    return _SHORT.get(code) or long_form(code, register_long)


def long_form(code: str, register_long: str) -> str:
    """Return the form's full Danish name, the register's own where the code is not checked."""
    return _LONG.get(code) or register_long
