"""How far the municipalities have come in the engagement model, advice, pilots and who had shown interest.

Completions follow from the demo's own records. No lots are drawn here: what other rooms draw stays as it is."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

from django.core.management import call_command
from django.utils import timezone

from networks.models import Advice, EngagementProcess, ModelStage, PilotInterest, StageCompletion
from networks.staged.evidence import proposals_of
from reports.demo.communities import FIRST_FIVE
from reports.demo.maker import at
from silab.accounts.models import Person

#: municipality: (stages confirmed at most, days since the last advice or None, ended on or None)
COME = {
    "Viljandi vald": (8, 12, None),
    "Anija vald": (7, 25, None),
    "Põhja-Sakala vald": (8, None, date(2024, 12, 20)),
    "Saaremaa vald": (8, None, date(2024, 12, 20)),
    "Haljala vald": (6, 33, None),
    "Põhja-Pärnumaa vald": (6, 41, None),
    "Valga vald": (5, 8, None),
    "Raasiku vald": (5, 19, None),
    "Paide linn": (4, 60, None),
    "Rapla vald": (4, 27, None),
    "Jõelähtme vald": (3, 72, None),
    "Maardu linn": (3, 5, None),
    "Tori vald": (2, 140, None),
    "Võru vald": (1, 15, None),
}
EVALUATED = date(2024, 10, 8)
EVALUATION = """**Mis töötab.** Eestkõnelejad teavad, kelle poole pöörduda, ja tulevad kokku ka ilma kutseta.

**Mida muudame.** Tagasiside eelnõudele jõuab kogukondadeni liiga hilja; lepime kokku kahenädalase tähtaja.
"""
TALKS = (
    (20, "2", "Leppisime kokku kaardistamise korra ja esimesed kolm kohtumist."),
    (75, "1.5", "Arutasime, kuidas aktsepteerimise otsus sõnastada."),
    (160, "2", "Eestkõnelejate ümarlaua ettevalmistus."),
    (290, "1", "Põhimõtete mustand üle loetud, kaks märkust."),
    (430, "1.5", "Kuidas tagasisidet anda: näidised saadetud."),
    (700, "1", "Vahekokkuvõte vallavanemaga."),
)
LATEST_TALK = "Leppisime kokku järgmise sammu ja selle, kes kogukondadele kirjutab."
#: municipality, who told, when; seven of the fourteen began, the first five at once.
INTERESTS = (
    ("Viljandi vald", "Terje Toomingas", date(2021, 9, 14)),
    ("Anija vald", "Meelis Murakas", date(2021, 9, 16)),
    ("Põhja-Sakala vald", "Kersti Kuusemets", date(2021, 9, 21)),
    ("Saaremaa vald", "Arvo Adru", date(2021, 10, 5)),
    ("Haljala vald", "Piret Pihelgas", date(2021, 10, 12)),
    ("Põhja-Pärnumaa vald", "Sirje Sarapuu", date(2021, 11, 23)),
    ("Valga vald", "Olev Oja", date(2021, 12, 7)),
    ("Saue vald", "Külli Kibuvits", date(2021, 10, 19)),
    ("Kose vald", "Raivo Remmelgas", date(2021, 11, 2)),
    ("Tapa vald", "Maire Mänd", date(2021, 11, 16)),
    ("Türi vald", "Heino Haavik", date(2021, 12, 1)),
    ("Elva vald", "Lea Lodjapuu", date(2021, 12, 9)),
    ("Kanepi vald", "Urve Uibo", date(2022, 1, 11)),
    ("Lüganuse vald", "Jüri Jugapuu", date(2022, 1, 18)),
)


def load(maker) -> None:
    """Load them."""
    call_command("load_stages", stdout=StringIO())
    stages = list(ModelStage.objects.filter(in_use=True))
    processes = {
        process.municipality.name: process
        for process in EngagementProcess.objects.select_related("municipality").order_by("pk")
    }
    for name, (reached, days, ended) in COME.items():
        process = processes[name]
        _settle(maker, process, ended, is_evaluated=reached == len(stages))
        _reach(maker, process, stages[:reached])
        _advise(maker, process, days)
    for name, who, on in INTERESTS:
        begun = processes.get(name)
        maker.add(
            PilotInterest,
            municipality=maker.municipalities[name],
            told_on=on,
            person=maker.add(Person, name=who),
            process=begun,
            note="" if begun else "Esmalt soovitakse näha, kuidas esimestel läheb.",
        )


def _settle(maker, process, ended, *, is_evaluated):
    process.is_pilot = process.municipality.name in FIRST_FIVE
    if is_evaluated:
        process.evaluated_on, process.evaluation = EVALUATED, EVALUATION
    process.ended_on = ended
    process._history_user = maker.mari
    process.save()


def _reach(maker, process, stages):
    proposals = proposals_of(process.municipality, timezone.localdate())
    for stage in stages:
        proposal = proposals.get(stage.evidence_rule)
        on = proposal.day if proposal else process.evaluated_on
        if on is None:
            return
        titles = ", ".join(record.title for record in proposal.records[:4]) if proposal else ""
        maker.add(
            StageCompletion,
            process=process,
            stage=stage,
            reached_on=on,
            evidence=f"{stage.title}: {titles}"
            if titles
            else "Hindamiskohtumine eestkõnelejate ja ametnikega.",
            record_codes=proposal.codes if proposal else "",
            confirmed_at=at(max(on, process.started_on) + timedelta(days=9), 10),
            confirmed_by=maker.mari,
        )


def _advise(maker, process, days_since):
    today = timezone.localdate()
    talks = [(process.started_on + timedelta(days=after), hours, note) for after, hours, note in TALKS]
    last = process.ended_on or date(2024, 12, 31)
    talks = [talk for talk in talks if talk[0] <= min(last, today)]
    if days_since is not None:
        talks.append((today - timedelta(days=days_since), "1", LATEST_TALK))
    for on, hours, note in talks:
        maker.add(Advice, process=process, on=on, adviser=process.adviser, hours=Decimal(hours), note=note)
