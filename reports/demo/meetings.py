"""Who comes for the members, a meeting to come with some answers, and two rounds of satisfaction."""

import random
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from networks.enums import Answer, Respondent
from networks.models import (
    Meeting,
    MeetingInvitation,
    Representative,
    SatisfactionAnswer,
    SatisfactionRequest,
    SatisfactionRound,
)
from reports.demo.maker import at
from silab.accounts.models import Person
from silab.common.text import search_key

AGENDA = """1. Ring: kuidas suvel ja sügisel läks
2. Kogukondade eestkõnelejad: kellel mandaat lõpeb ja kuidas järgmine valida
3. Ühine koolituspäev kevadel
4. Kokkulepped ja järgmine kord"""
#: title: (asked on, scores of members, scores of the partner)
ROUNDS = {
    "Rahulolu 2022": (date(2022, 11, 30), (8, 7, 9, 8, 6, 9, 8), (7, 8, 8)),
    "Rahulolu 2024": (date(2024, 12, 4), (9, 8, 9, 10, 8, 7, 9, 9, 10), (9, 8, 9)),
}
GOOD = (
    "Kuulen, kuidas teised sama murega hakkama said.",
    "Kohtumised on lühikesed ja igaüks jõuab rääkida.",
    "Nõustaja tuleb vajadusel kohale.",
)
BETTER = (
    "Protokoll võiks tulla samal nädalal.",
    "Rohkem õppekäike, vähem veebi.",
    "Kohtumiste ajad võiksid aasta alguses teada olla.",
)
NOTES = {1: "Jõuan pool tundi hiljem.", 4: "Samal ajal on volikogu istung."}


def load(maker, network, memberships, speakers) -> None:
    """Load them; draws of their own, so that all the rest falls as before."""
    lots = random.Random(1912)  # noqa: S311, not for secrets: the demo has to come out alike
    representatives = {}
    for name, membership in memberships.items():
        person = _person(maker, name, speakers[name])
        representatives[name] = person
        maker.add(Representative, membership=membership, person=person)
    _meeting_to_come(maker, network, memberships, representatives)
    for title, (on, members, partners) in ROUNDS.items():
        _round(maker, network, title, on, list(representatives.values()), members, partners, lots)


def _person(maker, name, speaker) -> Person:
    user = {"Viljandi vald": maker.cast["jaan"], "Anija vald": maker.cast["leena"]}.get(name)
    if user:
        return Person.objects.get(user=user)
    place = search_key(name).replace(" ", "")
    speaker.email = f"{search_key(speaker.name).replace(' ', '.')}@{place}.example"
    speaker.save()
    return speaker


def _meeting_to_come(maker, network, memberships, representatives):
    today = timezone.localdate()
    day = today + timedelta(days=12)
    while day.weekday() > 4:
        day += timedelta(days=1)
    meeting = maker.add(
        Meeting,
        network=network,
        title="Eestkõnelejad: mandaadi lõpp ja üleandmine",
        place="Paide, Pärnu 3, II korruse saal",
        starts_at=at(day, 12),
        ends_at=at(day, 15),
        agenda=AGENDA,
    )
    invited_at = at(today - timedelta(days=3), 10)
    lasting = [name for name, one in memberships.items() if one.left_on is None]
    for place, name in enumerate(lasting):
        # Viljandi and Anija are asked still: their officials find it among what waits for them.
        answer = (Answer.YES, Answer.YES, Answer.WAITING, Answer.YES, Answer.NO)[place % 5]
        if name in ("Viljandi vald", "Anija vald"):
            answer = Answer.WAITING
        is_given = answer != Answer.WAITING
        MeetingInvitation.objects.create(
            meeting=meeting,
            person=representatives[name],
            municipality=memberships[name].municipality,
            invited_at=invited_at,
            invited_by=maker.mari,
            answer=answer,
            note=NOTES.get(place % 5, "") if is_given else "",
            answered=invited_at + timedelta(hours=4 + place) if is_given else None,
        )


def _round(maker, network, title, on, people, members, partners, lots):
    values = {"asked_on": on, "closes_on": on + timedelta(days=14)}
    made = maker.add(SatisfactionRound, network=network, title=title, **values)
    for place, person in enumerate(people[: len(members) + 2]):
        _request(made, person, Respondent.MEMBER, place < len(members))
    riina = Person.objects.get(user=maker.cast["riina"])
    others = [_partner(maker, name) for name in ("Reet Randmaa", "Ants Arukask")]
    for person in (riina, *others):
        _request(made, person, Respondent.PARTNER, True)
    for kind, scores in ((Respondent.MEMBER, members), (Respondent.PARTNER, partners)):
        for place, score in enumerate(scores):
            SatisfactionAnswer.objects.create(
                id=UUID(int=lots.getrandbits(128), version=4),
                round=made,
                respondent=kind,
                score=score,
                good=GOOD[place] if kind == Respondent.MEMBER and place < len(GOOD) else "",
                better=BETTER[place - 2]
                if kind == Respondent.MEMBER and 2 <= place < 2 + len(BETTER)
                else "",
            )


def _request(made, person, kind, has_answered):
    SatisfactionRequest.objects.create(round=made, person=person, respondent=kind, has_answered=has_answered)


def _partner(maker, name) -> Person:
    email = f"{search_key(name).replace(' ', '.')}@ministeerium.example"
    known = Person.objects.filter(email=email).first()
    return known or maker.add(Person, name=name, email=email)
