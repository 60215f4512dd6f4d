"""Good examples and videos, toolbox, communication, surveys and the badge."""

from datetime import date, timedelta

from municipalities.badge.enums import BadgeLevel
from municipalities.badge.models import Award, Scheme
from municipalities.surveys.models import Questionnaire, Wave
from networks.practices.enums import Channel, ExampleState, ToolKind
from networks.practices.models import CommunicationItem, CommunicationPlan, GoodExample, Tool

VIDEO = "https://video.example/silab/"
#: municipality, title, published, video published or None
EXAMPLES = (
    ("Anija vald", "Külavanemate kolmapäev", date(2022, 3, 9), date(2022, 4, 6)),
    ("Viljandi vald", "Ümarlaud enne eelnõu", date(2022, 4, 13), date(2022, 5, 11)),
    ("Saaremaa vald", "Osavallakogu tuleb koju kätte", date(2022, 5, 4), date(2022, 6, 8)),
    ("Haljala vald", "Rannakülade kokkulepe", date(2022, 6, 15), date(2022, 9, 7)),
    ("Põhja-Sakala vald", "Kogukonnamaja võti on kõigil", date(2022, 9, 21), date(2022, 10, 19)),
    ("Viimsi vald", "Heaolu võrgustik ühe laua taga", date(2022, 11, 9), date(2022, 12, 7)),
    ("Raasiku vald", "Noored kirjutavad eelarve ridu", date(2023, 2, 15), date(2023, 4, 12)),
    ("Valga vald", "Tühja maja uued peremehed", date(2023, 5, 10), date(2023, 9, 13)),
    ("Paide linn", "Arvamusrännak linnajagudes", date(2023, 8, 16), date(2023, 11, 15)),
    ("Põhja-Pärnumaa vald", "Jõeäärne koostööleping", date(2023, 11, 22), None),
    ("Rapla vald", "Naabrivalve, mis sai sõpruskonnaks", date(2024, 3, 13), date(2024, 5, 8)),
    ("Jõelähtme vald", "Huvibuss, mille tellisid noored", date(2024, 6, 12), date(2024, 10, 9)),
    ("Tori vald", "Kool, küla ja kabel", date(2024, 10, 23), None),
)
TOOLS = (
    ("Koosloome tööriistakast", ToolKind.TOOLBOX, date(2022, 5, 27)),
    ("Kogukondade kaardistamise juhend", ToolKind.GUIDE, date(2022, 3, 18)),
    ("Kaasamise põhimõtete läbirääkimise juhend", ToolKind.GUIDE, date(2022, 8, 12)),
    ("Eestkõneleja mandaadi näidis", ToolKind.TEMPLATE, date(2022, 9, 2)),
    ("Maailmakohvik külas", ToolKind.METHOD, date(2022, 10, 14)),
    ("Koosloomelabori läbiviija käsiraamat", ToolKind.GUIDE, date(2023, 8, 25)),
    ("Koosloome tööriistakast, teine väljaanne", ToolKind.TOOLBOX, date(2023, 10, 6)),
    ("Kaasamiskava põhi", ToolKind.TEMPLATE, date(2024, 4, 5)),
)
ITEMS = (
    (Channel.WEB, "Uudis: alustasime omavalitsustega"),
    (Channel.SOCIAL, "Postitus: mida tähendab koosloome"),
    (Channel.PRESS, "Arvamuslugu maakonnalehes"),
    (Channel.NEWSLETTER, "Võrgustiku uudiskiri"),
    (Channel.SOCIAL, "Video: hea näide"),
    (Channel.EVENT, "Veebiseminar omavalitsustele"),
)
BADGES = {
    date(2023, 6, 14): ("Anija vald", "Viljandi vald"),
    date(2023, 11, 30): ("Saaremaa vald", "Haljala vald"),
    date(2024, 5, 22): ("Põhja-Sakala vald", "Raasiku vald", "Viimsi vald"),
    date(2024, 11, 27): ("Põhja-Pärnumaa vald", "Valga vald", "Paide linn", "Rapla vald"),
}


def load(maker) -> None:
    """Load them."""
    _examples(maker)
    for title, kind, ready in TOOLS:
        maker.add(Tool, title=title, kind=kind, ready_on=ready, summary="Vabalt kasutatav, eesti keeles.")
    _communication(maker)
    _surveys(maker)
    _badge(maker)


def _examples(maker):
    for place, (name, title, published, video) in enumerate(EXAMPLES, start=1):
        municipality = maker.municipalities[name]
        maker.add(
            GoodExample,
            municipality=municipality,
            community=municipality.communities.order_by("pk").first(),
            title=title,
            story="Alguses oli mure, millest räägiti poes. Siis istuti maha, kutsuti kohale ka need, kes tavaliselt "
            "ei tule, ja lepiti kokku esimene väike samm.",
            state=ExampleState.PUBLISHED,
            published_on=published,
            video_url=f"{VIDEO}{place}" if video else "",
            video_published_on=video,
        )
    maker.add(GoodExample, title="Saun kui koosolekuruum", municipality=maker.municipalities["Võru vald"])


def _communication(maker):
    first = maker.add(CommunicationPlan, title="Kommunikatsioonikava 2022", ready_on=date(2022, 2, 11))
    second = maker.add(CommunicationPlan, title="Kommunikatsioonikava 2023–2024", ready_on=date(2023, 1, 27))
    day, place = date(2021, 9, 14), 0
    while day < date(2024, 12, 20):
        channel, title = ITEMS[place % len(ITEMS)]
        plan = None if day < date(2022, 2, 11) else first if day.year == 2022 else second
        maker.add(
            CommunicationItem,
            plan=plan,
            on=day,
            channel=channel,
            title=title,
            reach=maker.lots.randint(60, 4200),
        )
        day, place = day + timedelta(days=maker.lots.randint(24, 44)), place + 1


def _surveys(maker):
    questionnaire = maker.add(Questionnaire, title="Omavalitsuste ja kogukondade koosloome uuring")
    for title, opened, completed, asked, answered in (
        ("Esimene laine 2021", date(2021, 6, 14), date(2021, 10, 29), 79, 61),
        ("Kordusküsitlus 2024", date(2024, 9, 2), date(2024, 11, 15), 79, 66),
    ):
        maker.add(
            Wave,
            questionnaire=questionnaire,
            title=title,
            opened_on=opened,
            completed_on=completed,
            asked=asked,
            answered=answered,
        )


def _badge(maker):
    scheme = maker.add(Scheme, title="Kaasava omavalitsuse märgis", version=1, ready_on=date(2022, 12, 9))
    for place, (on, names) in enumerate(BADGES.items()):
        for name in names:
            maker.add(
                Award,
                municipality=maker.municipalities[name],
                scheme=scheme,
                level=BadgeLevel.ADVANCED if place == 0 else BadgeLevel.BASIC,
                valid_from=on,
                valid_until=date(on.year + 4, on.month, on.day),
            )
