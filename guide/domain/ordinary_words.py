"""Words of other languages, given names and places that company names like to borrow.

A Danish dictionary does not hold them; a name that is nothing but such a word needs evidence.
"""

_ENGLISH = """
    ability access accent account act action active adapt admin advance agent air alert alliance
    also alpha ambition amp anchor angle answer anyware apex app apply arc arena arrow art ascend
    aspect asset atlas aware back balance band bank base basic beam beat bee best beta better beyond
    big bind bit black blaze blend block blue board bold bond book boost boston box brain branch
    brand brave bridge bright brush bubble bud build builder business call campaign canon capital
    card care cart case cast catch center centre chain challenge change channel chart check choice
    circle circles city clarity clear clerk click client cloud club cluster coast code collective
    color colt comfort command commerce common company compass complete computer concept confidence
    connect connected consult contact content context contract control cool copy core corner craft
    crayon create creative cross crown cube current curve cyber cycle dash data date day deal decide
    deep delegate delta demand dept depth design desk develop device dial diamond digital direct
    discover display dock domain door dot double draft dream drive drop dynamic eagle early easy eat
    echo edge edit effect elastic element elevate embrace empower encode energy engage engine enter
    enterprise epic equal essence ever evolve exact expand experience expert explore express eye
    factory fair falcon fast feed field file final find finish fire first fit five flare flash flex
    flight float flow fly focus fold food foot force forecast forge form formula fort forward
    founder four fox frame free fresh front fuel full fun function fuse fusion future game garden
    gate gear general genius giant gift give global go goal gold good grace grand graph gravity
    great green grid group grow growth guard guide hall hand happy harbor harmony head health heart
    help hero high hive home hook horizon house hub human icon idea identity ignite image impact
    improve index infinity inform innovate inside insight inspire instant intelligence interact
    invent iron island jet job join journey joy jump just keen keep key kind kit knowledge lab land
    laser launch layer lead leaf leap learn learning legal less level life lift light like line link
    lion list live local lock logic look loop lunar machine magic magenta main make map mark market
    master match matrix matter max me media meet memory mercury merge metric micro mile milestone
    mind minds mint minute mobile mode model modern moment momentum money moon more motion move
    multi music nation native nature near nest net network neuron neurons new next nexus night nine
    noble node nodes north note nova now oak object ocean office omega on one open operations
    optimal orange orbit orchard order origin our out over own pace pack page panel paper part
    partner partners path pattern peak people perform phase phone pick pilot pin pioneer pitch pixel
    place plan planet plant plate play playable plus point polar port post power press prime print
    prism process product project proof public pulse pure quality quest queue quick quiet radar
    radius rain ranger rapid ray reach ready real record red reflect relation relax relay relief
    remote research resolve result return review ring rise river road robot robots rock rocket root
    route rover run safe sail scale scan scene school science scope score screen scriptor sea search
    season second secure security seed sense service services seven shape share sharp shield shift
    shine ship shop short shortcut show sight sign signal signals silver simple simply site six sky
    smart smile snap social society soft software solid solution solutions sonic sound source south
    space spark speed spin spirit split spot spring sprint square stack stage standard star start
    state station stay steel step stone store storm story stream strong studio style sum summit sun
    super superb supply support sure surf swift switch sync system systematic systems table tag tail
    target task taste team tech technology ten test thing think three tide tiger time title today
    together tone tool top total touch tower town track trade traffic trail train transform travel
    tree tribe trust turn twin two type union unit unity universal unwire up update urban use user
    valley value vector velocity venture verge vertex video view village vision visit vital voice
    wave way wealth weather web wide wild wind window wing wire wise wolf wonder word work workday
    world yellow yes young zebra zen zero zone
"""

_GIVEN_NAMES = """
    adam aksel albert alex alexander alfred alice allan amalie anders andrea andreas andré ane anita
    anja anker ann anna anne anne-marie anni annette anton arne arthur asger asta astrid august axel
    benjamin bent bente berit bettina billy birgit birgitte birthe bjarne bo bob bodil brian britt
    britta camilla carl carla carsten caroline casper cecilie charles charlotte chris christian
    christina christine christoffer christopher claus connie dan daniel david dennis dorte dorthe
    dustin ebbe eigil einar elin elisabeth ella ellen else emil emilie emma erik erling esben eva
    finn flemming frank frans freja frederik frederikke freddie fritz gerda gert gitte grete grethe
    gunnar gustav hanne hannah hans harald heidi heine helen helena helge helle henning henriette
    henrik henry hugo ib ida inge ingelise inger ingrid irene isabella ivan jack jacob jakob james
    jan jane janni janus jarvis jasper jean jens jeppe jeremy jesper jette jim jimmy joachim joan
    johan johanne johannes john johnny jonas jonathan jonna josefine julie jytte jørgen jørn kaj
    karen karin karina karl karsten kasper katja katrine kay ken kenneth kevin kim kirsten kirstine
    kjeld klaus knud kristian kristina kristine kristoffer kurt lars lasse laura laurits lea leif
    lene leo leon liam line lis lisbeth lise lone lotte louis louise lucas ludvig lukas lykke mads
    magnus maja malene malthe maria mariann marianne marie mark markus marlene martha martin mathias
    mathilde matilde max merete mette mia michael mick mikael mike mikkel mille mogens mona monica
    morten nadia nana nanna nicklas nicolai nicolaj niels nikolaj nina noah ole oliver olivia oscar
    oskar otto palle patrick paul paula peder penni per pernille peter pia poul preben rasmus
    rebecca regitze rené richard rikke robert robin roland rolf rosa rune ruth sam samuel sandra
    sanne sara sarah sebastian signe sigurd simon simone sine sofia sofie solveig søren stefan
    steffen stig stine sune susan susanne sven svend svenn tanja ted thea theodor therese thomas
    thor thorkild thorvald tim tina tobias tom tommy tonny tony tora torben tore torsten tove trine
    troels tue ulla ulrik ursula valdemar vera verner vibeke victor viggo viktor viktoria vita vivi
    vivian walter werner wilhelm william willy yvonne
"""

_SURNAMES = """
    bording christiansen damgaard dalgaard ditmer elbek hansen holm jensen kamstrup karnov keen
    kimbrer kjær lomax madsen mjølner møller nielsen olsen pedersen peytz poulsen rasmussen røsler
    schmidt schneider sørensen thomsen thorsen vejrup
"""

_PLACES_AND_MYTHS = """
    alfa apollo athena athene atlanta atlantis atlas berlin bornholm boston cambridge columbus
    dallas dinero houston jupiter london luna mars memphis minerva neptun odin oxford paris phoenix
    portland thor titan venus vega zeus
"""

ENGLISH = frozenset(_ENGLISH.split())
GIVEN_NAMES = frozenset(_GIVEN_NAMES.split())
SURNAMES = frozenset(_SURNAMES.split())
PLACES_AND_MYTHS = frozenset(_PLACES_AND_MYTHS.split())
ORDINARY = ENGLISH | GIVEN_NAMES | SURNAMES | PLACES_AND_MYTHS
