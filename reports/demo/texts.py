"""The texts of the report for 2021, whose figures and PDF come once all of the year is there (sent.py)."""

from datetime import date

from reports.annual.actions import open_report
from reports.demo import clock, sent
from reports.models import Activity, Indicator, Outcome, Target

SUMMARY_2021 = """Aasta läks ettevalmistuseks ja võttis kauem aega, kui plaanisime. Aasta lõpuks on kõik tegevused \
siiski alanud: **kuus omavalitsust** on kaasas, neist viis kaasamismudeliga ja Viimsi vald heaolu võrgustikuga.

Viivitusel oli neli põhjust.

1. Sügisel valiti kohalikke volikogusid ning enne uute juhtide ametisse asumist oli raske kokku leppida.
2. Kommunikatsioonijuht, kelle palkasime, ei jäänud: kulus umbes kolm kuud.
3. Leping ministeeriumiga sõlmiti kavandatust hiljem, sisuline töö algas juulis, puhkuste ajal.
4. Partneri rolli ja ootusi täpsustasime ministeeriumiga aasta jooksul.

### Muudatused 2022. aasta kavas

- Laborit arendame ühes piirkonnas, mitte kolmes uues: heaolu võrgustik on mahukam, kui algul arvasime.
- Lepingu raames teeme nelja koolituse asemel kolm; lisaks tuleb kümme koolituspäeva Kodukandi programmis.
- Mis 2021. aastal pooleli jäi, saab valmis 2022. aasta lõpuks.
"""
OUTCOMES_2021 = {
    "1.1": "Uuring on tehtud: vastas 61 omavalitsust, näited ja kontaktid on koos. Kokkuvõte on aruande lisas.",
    "1.2": "Alustame 2022. aasta veebruaris.",
    "1.3": "Alustame 2022. aasta veebruaris.",
    "1.4": "Töö käib kuue omavalitsusega.",
    **dict.fromkeys(("2.1", "2.2", "2.3", "2.4", "2.5"), "Alustame 2022. aasta jaanuaris."),
}
INDICATORS_2021 = {"1.a": "Kaks koolitust, mõlemad veebis, üks ametnikele ja teine kogukondade esindajatele."}
DEVIATIONS_2021 = "Põhjused on kokku võetud aruande alguses; allpool on iga saavutamata sihi oma selgitus."
REASONS_2021 = {
    "practices.videos_published": "Näited on uuringuga koos, kuid kommunikatsioonijuhi vahetus lükkas filmimise "
    "2022. aastasse.",
    "labs.model_ready": "Heaolu võrgustikust lähtuv mudel osutus mahukamaks. Valmib 2022. aasta esimesel poolel.",
    "communication.plan_ready": "Kava koostas uus meeskond, valmib 2022. aasta veebruaris.",
    "practices.toolbox_ready": "Tööriistakast valmib koos uue alalehega 2022. aasta kevadel.",
    "practices.guides_ready": "Juhendid kirjutame piloodi kogemusest, esimene valmib 2022. aasta märtsis.",
}
SPENT_2021 = {
    4: "Mudel jäi pooleli, ülejäänud raha kulub 2022. aastal.",
    5: "Piloot algas oktoobris, augusti asemel.",
    7: "Kommunikatsioonijuhi koht oli kolm kuud täitmata.",
}
MATERIALS_2021 = "Uuringu kokkuvõte ning mõlema koolituse õppematerjalid."


def load(maker) -> None:
    """Open the report for 2021 and write it."""
    written = {"summary": SUMMARY_2021, "deviations": DEVIATIONS_2021, "materials": MATERIALS_2021}
    written |= _of_goals(maker.contract) | _reasons(maker.contract)
    with clock.on(date(2022, 1, 10), 10):
        report = open_report(contract=maker.contract, year=2021, by=maker.mari)
        sent.write(maker, report, written)


def _of_goals(contract):
    outcomes = Outcome.objects.filter(goal__contract=contract).select_related("goal")
    indicators = Indicator.objects.filter(goal__contract=contract).select_related("goal")
    found = {f"outcome:{row.pk}": OUTCOMES_2021.get(f"{row.goal.number}.{row.number}") for row in outcomes}
    found |= {
        f"indicator:{row.pk}": INDICATORS_2021.get(f"{row.goal.number}.{row.letter}") for row in indicators
    }
    return {key: text for key, text in found.items() if text}


def _reasons(contract):
    targets = Target.objects.filter(
        activity__contract=contract, activity__year=2021, measure__in=REASONS_2021
    )
    activities = Activity.objects.filter(contract=contract, year=2021, number__in=SPENT_2021)
    found = {f"deviation:target:{row.pk}": REASONS_2021[row.measure] for row in targets}
    return found | {f"deviation:activity:{row.pk}": SPENT_2021[row.number] for row in activities}
