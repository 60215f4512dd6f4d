"""The report of the 2022 programme as a person wrote it: the facts of the real one, in the demo's own words."""

from datetime import date
from decimal import Decimal

from reports.annual.texts import save_text
from reports.demo.programme_files import attach_files
from reports.programme import actions

DATED_ON, AUTHOR = date(2023, 1, 26), "Mari Maasikas"
#: measure: (what the application promised, how much)
PROMISED = {
    "trainings.teams_accepted": ("Programmi värvatud meeskonnad", 10),
    "trainings.training_days": ("Koolituspäevad kahes rühmas", 10),
    "trainings.mentoring_hours": ("Nõustamise kontakttunnid, 8 igale meeskonnale", 80),
    "trainings.cooperation_models": ("Mudeli rakendamise plaanid, üks igalt meeskonnalt", 10),
}
TEXTS = {
    "recruitment": """Värbasime jaanuarist märtsini 2022. Kõigepealt läks kiri 66 omavalitsusele, seejärel helistasime \
ja tutvustasime programmi igaühele eraldi. Kutse levis ka sotsiaalmeedias ja partnerite võrgustikes, teiste hulgas \
KÜSKi, Kodukandi, linnade ja valdade liidu ning maakondlike arenduskeskuste kaudu.

Infopäev oli veebis 16.02.2022: registreerus 91 ja osales 78 inimest. Rääkisime, mida programm annab ja nõuab, ning \
millistele muredele koosloome lahendust toob.

Kandideerida sai veebis 28.02.2022-ni; kus midagi jäi selgusetuks, rääkisime telefonis üle. Meeskond kirjeldas \
liikmeid ja nende rolle, senist koostööd kogukondadega ning kinnitas, et osaleb töötubades, nõustamisel ja kodutöödes. \
Valisime kümme meeskonda, kellel oli tahe kogukonnakeskne mudel päriselt kasutusele võtta.""",
    "preparation": """Jaanuarist aprillini 2022 said koolitajad kokku nii laua taga kui veebis. Teemad ja õpiväljundid \
olid pakkumuses paigas, nii et ümber kujundada oli vähe ja ettevalmistus kulges sujuvalt.""",
    "delivery": """Koolitasime aprillist juunini 2022 kahes rühmas, Tallinnas ja Tartus. Kummaski oli viis meeskonda \
ja viis töötuba; teemad ja päevad on allpool.

Enne iga töötuba said osalejad teate ja meeldetuletuse, pärast seda õppematerjalid ja kodutöö tähtaja.""",
    "mentoring": """Iga meeskonda toetas nõustaja. Nõustamine kestis kavandatust kauem, novembrini 2022, et meeskonnad \
jõuaksid kokkulepitut katsetada.""",
    "closing": """Mõlema rühma lõpukohtumine oli 1. detsembril 2022 Tallinnas. Meeskonnad jagasid kogemusi ja leppisid \
kokku edasistes sammudes.""",
    "results": """Osalejad soovitavad programmi hindega **8,8/10**; kõrgeks loeme soovituse alates 8,5-st. Arvestada \
tuleb, et osalejatele oli programm tasuta.

- Programmi tuli kümme meeskonda, igaüks omavalitsusest koos kogukonna esindajatega.
- Kummaski rühmas oli viis koolituspäeva.
- Valmis üheksa koostöömudelit.
- Valmis kaks kogukonnakeskse kaasamise ja koostöö mudelit.
- Lõpukohtumisel jagati kogemusi ja plaane.""",
    "deviations": """Koolitused ja nende ettevalmistus läksid nii, nagu kavandasime. Programmi pikenedes pikenes ka \
teavitustöö.

Nõustamisperiood oli pikem, et tegevusteks jääks rohkem aega. Tagantjärele oleks võinud selle pikendamata jätta: \
enamasti peeti siis koosolekuid ja kohtumisi.

Ühe kogukonnamudeli asemel valmis kaks. Kodukandi mudel aitab eelkõige kogukondi arendada, Silabi mudel \
omavalitsuse ja kogukondade koostööd.""",
    "materials": """Kaks kogukondade kaasamise mudelit, nõustamise kokkuvõte ning tagasiside tabel.""",
    "advice": """- Uurige omavalitsuste vajadused välja enne taotlusvooru või jätke selleks aeg programmi algusse, \
ja kujundage programm nende järgi.
- Kestku programm vähemalt aasta.
- Andke igale omavalitsusele algusest peale oma mentor.
- Vähem õpiväljundeid, rohkem praktikat: lahendage koos kogukonnaga üht oma kandi päris muret, mitte ärge õppige \
kaasamise vorme nende endi pärast.""",
}
REASONS = {
    "trainings.mentoring_hours": "Mudelite kirjeldamine võttis nõustajatelt kavandatust rohkem aega ja "
    "kohtumisteks jäi seda vähem.",
    "trainings.cooperation_models": "Ühe meeskonna mudel ei jõudnud programmi lõpuks valmis.",
}


def load(maker, training) -> None:
    """Open the report, write it, attach what was made, say what had been promised, and take the figures; its PDF
    is made by whoever tries it."""
    for measure, (label, planned) in PROMISED.items():
        actions.promise(
            training=training, measure=measure, label=label, planned=Decimal(planned), by=maker.mari
        )
    report = actions.open_report(training=training, by=maker.mari)
    report = actions.sign(report=report, dated_on=DATED_ON, author=AUTHOR, by=maker.mari)
    targets = {row.measure: row.pk for row in training.targets.order_by("pk")}
    written = TEXTS | {f"deviation:target:{targets[code]}": text for code, text in REASONS.items()}
    revisions = dict(report.texts.values_list("key", "revision"))
    for key, body in written.items():
        save_text(report=report, key=key, body=body, revision=revisions.get(key, 0), by=maker.mari)
    attach_files(maker, training, report)
    actions.take_figures(report=report, by=maker.mari)
