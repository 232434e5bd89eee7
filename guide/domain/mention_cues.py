"""The words around a name that tell whether it is a company's: Danish first, some English."""

_BEFORE_ENDINGS_TEXT = """
    selskabet virksomheden firmaet koncernen huset bureauet leverandøren udbyderen kæden giganten
    producenten udvikleren forhandleren distributøren grossisten operatøren startuppen startup
    startup-virksomhed fintech selskab firma bureau konsulenthus softwarehus virksomhed leverandør
    producent iværksætteren konkurrenten datterselskabet moderselskabet værtsfirmaet
    brancheforeningen datacentralen forhandler operatør kollegerne kommunegiganten skyhuset
    webshoppen netbutikken tjenesten banken company firm vendor consultancy provider agency
    developer maker manufacturer integratoren specialisten rådgiveren teleselskab
"""
BEFORE_ENDINGS = tuple(_BEFORE_ENDINGS_TEXT.split())
"""Ends of a word directly before a company's name ("it-firmaet", "konsulenthuset")."""

_ROLES_TEXT = """
    direktør topchef chef partner medarbejder ansat ansætte konsulent stifter grundlægger ejer
    formand kunde aktie aktionær køb opkøb salg aftale kontrakt samarbejd leverandør bestyrelse
    talsmand kommunikation ledelse ledelsen ceo cto cfo cio founder employee employees engineer
    udvikler arkitekt analytiker overtagelse fusion ordre licens faktura leverance løsning system
    software produkter job stilling karriere investering investor tilbud levere udbud drift outsourc
    forhandling retssag sag abonnement bøde analyse program director chief contract deal agreement
    customer platform president manager hentede udskill krav konkurs udtal oplys skift skifte
    fratræd tiltræd
"""
ROLES = tuple(_ROLES_TEXT.split())
"""Beginnings of words that tie a name behind a preposition to a company ("direktør i X")."""

_PREPOSITIONS_TEXT = """
    i hos for af ved fra med til mellem mod blandt at of by with from in på om
"""
PREPOSITIONS = frozenset(_PREPOSITIONS_TEXT.split())

FIRM_PREPOSITIONS = frozenset({"hos"})

_VERBS_TEXT = """
    køber opkøber overtager vinder leverer lancerer udvikler sælger ansætter fyrer afskediger
    nedjusterer opjusterer omsætter oplyser afviser indgår henter åbner lukker bygger drifter driver
    implementerer investerer fusionerer præsenterer vokser tjener taber hoster stævner købte opkøbte
    overtog vandt leverede lancerede udviklede solgte ansatte fyrede hentede åbnede lukkede byggede
    tabte tjente omsatte nedjusterede opjusterede oplyste afviste indgik købt opkøbt overtaget
    vundet leveret lanceret udviklet solgt ansat fyret hentet stiftet grundlagt børsnoteret
    børsnoteres ejes ejet beskæftiger tilbyder hjælper rådgiver vokset stævnet politianmeldt
    udskiller outsourcer forhandler producerer rekrutterer afleverer offentliggør fremlægger
    migrerer konverterer integrerer underskriver skriver melder varsler konkurrerer konkurs lander
    acquires acquired wins won delivers delivered develops developed reports reported announces
    announced launches launched hires hired sells sold builds provides supplies employs raises
    raised opgraderer reparerer styrker udvider ekspanderer beholder mister skærer forventer
"""
VERBS = frozenset(_VERBS_TEXT.split())
"""What companies do, and persons and ships seldom."""

_OBJECT_VERBS_TEXT = """
    køber opkøber overtager købte opkøbte overtog købt opkøbt overtaget sælger solgte solgt stævner
    stævnede vælger valgte valgt hyrer hyrede hyret forlader forlod kontaktede kontakter acquires
    acquired hires hired chose chooses bruger brugte anvender skifter fyrer fyrede vrager
"""
OBJECT_VERBS = frozenset(_OBJECT_VERBS_TEXT.split())

_NOT_A_FIRM_TEXT = """
    opdagede opdager opdaget sejlede sejler sejlet døde døden dør født fødtes sang synger scorede
    scorer malede maler amerika ohio indianerne statuen columbusdag skibet båden familien onkel
    tante elskede gift søn datter borgmesteren borgmester floden planeten gudinden gudinde gud
    filmen romanen sangen albummet bandet fodboldklubben museet kirken gaden pladsen torvet parken
    byen delstaten hunden katten hesten reolen bogreolen hospitalet kvarteret landsbyen guitarist
    sangeren skuespilleren maleren discovered sailed born died album novel song film movie farven
    bogstavet ordet begrebet udtrykket opskriften kommunen middelalderen
"""
NOT_A_FIRM = frozenset(_NOT_A_FIRM_TEXT.split())
"""What stands near a word when it is a person, a place or a thing."""

_TRADE_TEXT = """
    it- software system digital data cloud erp konsulent udbud kontrakt omsætning regnskab
    bestyrelse aktie børs kunde leverandør virksomhed selskab firma koncern ansat medarbejder
    direktør opkøb hosting server platform netværk teknolog sikkerhed computer tele mobil internet
    bredbånd fiber startup iværksætter app udvikl drift hack chip robot ai it program webshop bureau
    overskud underskud kr kroner mio mia millioner milliarder kommune outsourc integration licens
    crm company employees revenue customers shares technology vendor contract marked branche
    konkurrent løsning journal brugere printer pc telefon investor betaling fintech spiludvikl
    spilfirma scanner abonnement implementer projekt partner produkt distribu forhandler grossist
    support service
"""
TRADE = tuple(_TRADE_TEXT.split())
"""Beginnings of words of business and IT."""

_FIRM_COMPOUNDS_TEXT = """
    direktør topchef chef stifter medarbejder ansat aktie kontrakt sag koncern selskab ejer ejet
    kunde talsmand ledelse bestyrelse opkøb fyring datter formand folk partner handel ordre regnskab
    profil boss ceo grundlægger aftale led udviklede udviklet drevne drevet afdeling kontor
"""
FIRM_COMPOUNDS = tuple(_FIRM_COMPOUNDS_TEXT.split())

ROLE_WORDS = frozenset({"ceo", "cto", "cfo", "cio", "coo", "ciso", "vd", "adm", "it", "hr", "pr"})
HOME_WORDS = frozenset({"danmark", "denmark", "group", "danmarks"})
_FOREIGN_FORMS_TEXT = """
    ab asa as oy oyj gmbh ag se inc ltd limited llc plc corp corporation bv nv sa sarl spa kg
"""
FOREIGN_FORMS = frozenset(_FOREIGN_FORMS_TEXT.split())
"""Forms of other countries: the company abroad is not the one in the guide."""
