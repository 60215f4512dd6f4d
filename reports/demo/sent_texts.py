"""What the demo's people write in the reports for 2022 to 2024, and what the funder says to them."""

SUMMARY_2022 = """Kaasamismudel jõudis kavandatud **viies omavalitsuses** põhimõtete rakendamiseni ja võrgustik kasvas \
üheteistkümne liikmeni. Koolitusi oli kolm, nagu 2021. aasta aruandes kokku leppisime; osales 72 inimest \
48 omavalitsusest.

Suurem osa aasta tööst tehti omavalitsustes endis: kaheksas omavalitsuses tegutseb nüüd koosloomeformaat ja kuues \
on kogukond osalenud mõne otsuse tegemisel. Laborit katsetasime Jõelähtmel, kus teemaks oli noorte liikumine ja \
huvitegevus.

### Mida õppisime

- Kutse jõuab kohale siis, kui sellele järgneb kõne. Kiri üksi toob kohale vähem kui kolmandiku.
- Märgist ei saa anda enne, kui hindamisjuhend on omavalitsustega läbi proovitud.
- Kogukonnad määratlevad ennast kiiremini, kui neil on üks kindel kontakt vallas.

### Järgmiseks aastaks

Jätkame nelja koolituse ja nelja laboriga ning anname välja esimesed märgised.
"""
NOTE_2022 = "Lisame siia ka järgmise aasta plaanid: laborid, märgis ja neli koolitust."
OUTCOMES_2022 = {
    "1.1": "Aasta jooksul kirjeldasime ja avaldasime kuus head näidet.",
    "1.2": "Kuus head näidet on Silabi lehel ja uudiskirjas; omavalitsused jagavad neid ka oma lehtedel.",
    "1.3": "Arutelusid, kuhu kogukonna esindajad olid kaasatud, oli aasta jooksul üheksateist.",
    "1.4": "Koolitustel osales 72 inimest 48 omavalitsusest.",
    "2.1": "Kaheksas omavalitsuses on vähemalt üks kogukond ennast määratlenud ja aktsepteeritud.",
    "2.2": "Igal aktsepteeritud kogukonnal on eestkõneleja.",
    "2.3": "Formaadid tegutsevad kaheksas omavalitsuses: foorumid, ümarlauad ja külavanemate nõukojad.",
    "2.4": "Kogukonnad on kutsutud arengukavade ja eelarve aruteludele.",
    "2.5": "Kuues omavalitsuses on otsus, mille juures on kogukonna roll kirja pandud.",
}
DEVIATIONS_2022 = "Kaks sihti jäi saavutamata ja kommunikatsioon läks kallimaks. Põhjused on iga rea juures."
#: By measure and kind of target, or by number of activity.
REASONS_2022 = {
    "trainings.participants/increment": "Septembri koolituselt jäi haiguse tõttu eemale kaheksa registreerunut; "
    "uut kohta järelejäänud kuudel ei leidnud.",
    "badge.awarded/increment": "Märgise tingimused said valmis detsembris. Esimesed märgised anname 2023. aastal.",
    "activity:2": "Teine labor lükkus järgmisse aastasse, raha kulub seal.",
    "activity:5": "Filmisime 2021. aastast üle tulnud videod lisaks selle aasta kavale.",
}
MATERIALS_2022 = "Koolituste õppematerjalid ja märgise tingimused on Silabi lehel."

RETURNED_2022 = "Aitäh põhjaliku aruande eest! Palun täpsustage kolme kohta, siis saame selle aktsepteerida."
#: What Riina says of the report for 2022: part, comment, Mari's answer in the next version ("" not yet).
COMMENTS_2022 = (
    (
        "summary",
        "Kust tuleb hinnang, et kiri üksi toob kohale vähem kui kolmandiku? Palun lisage alus.",
        "Arvutasime selle 2022. aasta koolitusprogrammi kutse põhjal: võrdlesime omavalitsusi, kellele helistasime, "
        "nendega, kes said ainult kirja. Lisasime lause kokkuvõttesse.",
    ),
    (
        "badge.awarded/increment",
        "Millal esimesed märgised välja antakse? Palun lisage kuu.",
        "Lisasime: esimesed märgised anname 2023. aasta teises kvartalis.",
    ),
    (
        "activity:5",
        "Ülekulu on 960 eurot. Millise tegevuse arvelt see kaetakse?",
        "",
    ),
)
#: The parts that version 2 changes by now.
SECOND_2022 = {
    "summary": SUMMARY_2022.replace(
        "Kiri üksi toob kohale vähem kui kolmandiku.",
        "Kiri üksi tõi 2022. aasta programmi kutse järel kohale vähem kui kolmandiku.",
    ),
    "badge.awarded/increment": "Märgise tingimused said valmis detsembris. Esimesed märgised anname 2023. aasta "
    "teises kvartalis.",
}
NOTE_SECOND = (
    "Ülekulu kohta küsin raamatupidajalt, kas kate tuleb laborite reast. Vastan siis ministeeriumile."
)

SUMMARY_2023 = """Aasta oli koolituste poolest seni tugevaim: **neli koolitust ja 85 osalejat** 53 omavalitsusest. \
Võrgustikus on kolmteist omavalitsust ja esimesed neli märgist on välja antud.

Laboreid algas neli, nagu kavandatud. Et 2022. aastal alustas üks, jääb laborite koguarv kavast kahe võrra \
väiksemaks; vahe teeme tasa 2024. aastal.

### Mida õppisime

- Labor vajab vallas üht inimest, kelle töö see on; kus teda ei olnud, algus venis.
- Naabervaldade ühine labor hoiab kokku aega, kuid otsused sünnivad ikka igas vallas eraldi.

### Järgmiseks aastaks

Kordame küsitlust, et näha, mis kolme aastaga muutus, ja jõuame märgisega vähemalt viie uue omavalitsuseni.
"""
OUTCOMES_2023 = {
    "1.1": "Lisandus neli kirjeldatud näidet.",
    "1.2": "Näiteid tutvustasime kõigil neljal koolitusel ja võrgustiku kohtumistel.",
    "1.3": "Arutelusid kogukondade esindajatega oli kaksteist.",
    "1.4": "Koolitustel osales 85 inimest 53 omavalitsusest.",
    "2.1": "Kaheteistkümnes omavalitsuses on kogukonnad ennast määratlenud ja aktsepteeritud.",
    "2.2": "Uued kogukonnad nimetasid eestkõneleja kohe, kui ennast määratlesid.",
    "2.3": "Koosloomeformaat tegutseb kaheteistkümnes omavalitsuses, neist neljas uuena.",
    "2.4": "Kogukonnad on kaasatud arengukavade, eelarve ja noorsootöö teemadel.",
    "2.5": "Kuues omavalitsuses osalevad kogukonnad otsustes kokku lepitud korra järgi.",
}
DEVIATIONS_2023 = (
    "Laborid ja kaasamismudel jäid kavast veidi maha, koolitused läksid paremini. Põhjused on allpool."
)
REASONS_2023 = {
    "labs.municipalities/cumulative": "2022. aastal leppisime kokku kolme labori asemel ühe; vahe teeme tasa 2024. "
    "aastal.",
    "labs.funds_raised/increment": "Üks taotlus jäi rahastuseta. Esitame selle 2024. aasta kevadel uuesti.",
    "networks.model_adopted/increment": "Neljas omavalitsus vahetas sügisel vallavanemat ja võtab mudeli vastu "
    "2024. aasta alguses.",
    "networks.model_adopted/cumulative": "Sama põhjus: üks omavalitsus lükkas otsuse 2024. aastasse.",
    "badge.awarded/increment": "Viies taotleja jäi hindamisel napilt tingimusest maha ja proovib uuesti.",
    "activity:3": "Kohtumisi oli kavandatust rohkem; ülekulu on 300 eurot.",
}
MATERIALS_2023 = "Märgise hindamisjuhend ja laborite lühikokkuvõtted on Silabi lehel."

SUMMARY_2024 = """Lepingu viimasel aastal jõudis kaasamismudel kavandatud **kaheteistkümne omavalitsuseni** ja märgise \
sai seitse omavalitsust.
"""
NOTE_2024 = "Siia tuleb veel nelja aasta kokkuvõte: mida kordusküsitlus näitas."

#: Each year's texts by part.
WRITTEN = {
    2022: {
        "summary": SUMMARY_2022,
        "deviations": DEVIATIONS_2022,
        "materials": MATERIALS_2022,
        **OUTCOMES_2022,
        **REASONS_2022,
    },
    2023: {
        "summary": SUMMARY_2023,
        "deviations": DEVIATIONS_2023,
        "materials": MATERIALS_2023,
        **OUTCOMES_2023,
        **REASONS_2023,
    },
}
