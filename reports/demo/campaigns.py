"""Campaigns: the letter of January 2022 with its calls, a draft to try, and whom to come back to these days."""

import random
from datetime import date, timedelta

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from municipalities.contacts.actions import write_contact
from municipalities.enums import ContactChannel
from reports.demo import open_call, programme_2022
from reports.demo.maker import SEED, at
from reports.demo.names import FIRST_NAMES, LAST_NAMES
from trainings.campaigns.actions import choose
from trainings.enums import CallOutcome
from trainings.models import Application, Campaign, CampaignRecipient, Outreach, Participant, Training

LETTER_2022 = """Tere, {{nimi}}!

Silab kutsub omavalitsuse {{omavalitsus}} meeskonda programmi „{{koolitus}}“: viis töötuba, nõustaja oma \
meeskonnale ja kokkulepe, kuidas omavalitsus ja kogukonnad edaspidi koos otsustavad. Osalemine on tasuta.

Infopäev on veebis 16. veebruaril kell 10. Kutse ja registreerimine: {{link}}

Helistame teile lähinädalatel ja vastame küsimustele."""
LETTER_DRAFT = """Tere, {{nimi}}!

Kas omavalitsuses {{omavalitsus}} on teenus, mida ühendus teeks paremini kui amet? Programm „{{koolitus}}“ aitab \
selle koos läbi mõelda: kolm töötuba ja kaheksa tundi nõustamist igale meeskonnale.

Kõik kutse kohta: {{link}}

Helistame teile järgmisel nädalal."""
#: Whom the draft goes to; the portal knows no address of the last two.
DRAFT = ("Viljandi vald", "Anija vald", "Saaremaa vald", "Haljala vald", "Põhja-Sakala vald", "Valga vald")
#: municipality, days since the contact, days until one comes back to it, channel, with whom, what was said, what then
FOLLOW_UPS = (
    (
        "Viljandi vald",
        24,
        -9,
        "call",
        "Jaan Jalakas",
        "Uurib, kes veel meeskonda tuleks.",
        "Kas meeskond on koos?",
    ),
    (
        "Türi vald",
        15,
        -2,
        "meeting",
        "abivallavanem",
        "Arutasime remonditöötoa katsetust.",
        "Saata lepingu näidis",
    ),
    (
        "Anija vald",
        6,
        0,
        "call",
        "Leena Lepik",
        "Külavanemate ümarlaud on kavas.",
        "Leppida ümarlaua päev kokku",
    ),
    (
        "Hiiumaa vald",
        5,
        1,
        "letter",
        "vallasekretär",
        "Saatsime taotluse täpsustused.",
        "Kas vastus on tulnud?",
    ),
    (
        "Saaremaa vald",
        11,
        12,
        "visit",
        "arendusnõunik",
        "Vaatasime kogukonnamaju.",
        "Helistada pärast volikogu",
    ),
    (
        "Nõo vald",
        3,
        30,
        "call",
        "kultuurispetsialist",
        "Kevadel alustavad uue vooruga.",
        "Küsida kevade kava",
    ),
)


def load(maker) -> None:
    """Load them; lots of their own, so that what else the demo draws stays as it was."""
    _sent(maker, random.Random(SEED))  # noqa: S311, not for secrets: the demo has to come out alike
    _draft(maker)
    _follow_ups(maker)


def _sent(maker, lots):
    """The letter to 66 municipalities and the calls after it, over the very contacts that the funnel counts."""
    training = Training.objects.get(slug=programme_2022.SLUG)
    campaign = maker.add(
        Campaign,
        title="Kutse 2022. aasta koolitusprogrammi",
        training=training,
        subject="Kutse koosloome programmi: {{omavalitsus}}",
        body=LETTER_2022,
        calls_due_on=date(2022, 2, 11),
        sent_at=at(programme_2022.LETTER_DAY, 9, 30),
        sent_by=maker.mari,
    )
    letters, calls = (
        _contacts(training, channel) for channel in (ContactChannel.LETTER, ContactChannel.CALL)
    )
    coming = set(Application.objects.filter(training=training).values_list("municipality", flat=True))
    coming |= set(
        Participant.objects.filter(training__recruits_for=training).values_list("municipality", flat=True)
    )
    others = (CallOutcome.INTERESTED, CallOutcome.DECLINED, CallOutcome.NOT_REACHED)
    rows = []
    for number, (municipality, letter) in enumerate(letters.items(), start=1):
        call = calls[municipality]
        drawn = lots.choices(others, weights=(4, 4, 2))[0]
        rows.append(
            CampaignRecipient(
                campaign=campaign,
                municipality_id=municipality,
                name=f"{lots.choice(FIRST_NAMES)} {lots.choice(LAST_NAMES)}",
                email=f"kogukonnad@kov{number:02}.example",
                letter=letter,
                call=call,
                outcome=CallOutcome.COMING if municipality in coming else drawn,
                called_at=at(call.on, lots.randint(9, 16), lots.randint(0, 59)),
                called_by=maker.cast[lots.choice(("mari", "kaie"))],
                created_at=timezone.now(),
                created_by=maker.mari,
            )
        )
    bulk_create_with_history(rows, CampaignRecipient, default_user=maker.mari)


def _contacts(training, channel):
    found = Outreach.objects.filter(training=training, contact__channel=channel).select_related("contact")
    return {
        one.contact.municipality_id: one.contact for one in found.order_by("contact__municipality__sort_key")
    }


def _draft(maker):
    campaign = maker.add(
        Campaign,
        title="Kutse: teenus koos kogukonnaga",
        training=Training.objects.get(slug=open_call.SLUG),
        subject="{{omavalitsus}}: teenus koos kogukonnaga",
        body=LETTER_DRAFT,
        calls_due_on=timezone.localdate() + timedelta(days=14),
    )
    written = set(CampaignRecipient.objects.values_list("municipality__name", flat=True))
    unknown = [name for name in maker.municipalities if name not in written][:2]
    chosen = [maker.municipalities[name] for name in (*DRAFT, *unknown)]
    choose(campaign=campaign, chosen=chosen, among=chosen, by=maker.mari)


def _follow_ups(maker):
    today = timezone.localdate()
    for name, ago, ahead, channel, whom, summary, then in FOLLOW_UPS:
        write_contact(
            by=maker.mari,
            municipality=maker.municipalities[name],
            on=today - timedelta(days=ago),
            channel=channel,
            with_whom=whom,
            summary=summary,
            follow_up_on=today + timedelta(days=ahead),
            follow_up=then,
        )
