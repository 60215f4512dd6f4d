"""What the 2022 programme's report brings along: one of the models that were worked out, and the table of feedback."""

import csv
import io

import structlog
from django.core.files.base import ContentFile

from reports.annual.files import attach
from reports.models import ProgrammeReport
from silab import pdf
from silab.common.markdown import to_html
from silab.common.templatetags.formats import day, figure
from trainings.feedback.figures import scopes
from trainings.models import Training

MODEL_TITLE = "Omavalitsuse ja kogukondade koostöömudel"
MODEL_LEAD = (
    "Mudel aitab omavalitsusel ja kogukondadel kokku leppida, kuidas edaspidi koos otsustada ja teha. Selle "
    "panid kokku programmi meeskonnad ja nõustajad."
)
MODEL = {
    "Sammud": """1. **Kaardistage kogukonnad.** Kes on olemas, kes keda esindab, kus räägitakse.
2. **Leppige kokku eestkõnelejad.** Kogukond valib, omavalitsus teab, kellega rääkida.
3. **Sõnastage põhimõtted.** Mida otsustatakse koos, millal küsitakse arvamust, mis ajaks vastatakse.
4. **Looge koht, kus kohtuda.** Ümarlaud, külavanemate kogu või arutelupäev, vähemalt kaks korda aastas.
5. **Võtke ette üks päris mure.** Alustage väikesest ja viige see lõpuni.
6. **Vaadake tagasi.** Kord aastas: mis muutus, mida teeme teisiti.""",
    "Kes mida hoiab": """| Roll | Ülesanne |
| --- | --- |
| Kaasamise eest vastutav ametnik | kutsub kokku, peab järge, vastab tähtajaks |
| Eestkõneleja | toob kogukonna sõna, viib otsused tagasi |
| Vallavalitsus | otsustab koos arutatu põhjal ja põhjendab |""",
    "Millest on näha, et toimib": """- Kogukonnad on end ise määratlenud ja omavalitsus on nad tunnustanud.
- Vähemalt üks otsus aastas on muutunud, sest kogukond oli laua taga.
- Kokkulepitud tähtaegadest peetakse kinni.""",
}


def attach_files(maker, training: Training, report: ProgrammeReport) -> None:
    """Attach the model, as PDF where this machine can make one, and the feedback, as a table."""
    try:
        content = model_pdf()
    except pdf.PdfUnavailable as error:
        structlog.get_logger(__name__).warning("demo_without_pdf", error=str(error))
    else:
        _attach(maker, report, MODEL_TITLE, "koostoomudel.pdf", content)
    _attach(maker, report, "Tagasiside töötubade kaupa", "tagasiside.csv", _feedback(training))


def model_pdf() -> bytes:
    """Return the model as PDF; raise pdf.PdfUnavailable."""
    parts = [(heading, to_html(text)) for heading, text in MODEL.items()]
    context = {"title": MODEL_TITLE, "lead": MODEL_LEAD, "parts": parts}
    return pdf.render("reports/pdf/demo_model.html", context, title=MODEL_TITLE)


def _attach(maker, report, title, name, content):
    attach(report=report, title=title, file=ContentFile(content, name), by=maker.mari)


def _feedback(training) -> bytes:
    """The recommendation of each workshop and of the whole; whoever opens it in a spreadsheet sees columns."""
    found = scopes(training)
    table = io.StringIO()
    lines = csv.writer(table, delimiter=";")
    lines.writerow(["Rühm", "Töötuba", "Päev", "Vastajaid", "Soovitusindeks"])
    for session in training.sessions.exclude(group=None).select_related("group").order_by("starts_at"):
        of = found[session.pk].recommendation
        lines.writerow(
            [session.group.name, session.title, day(session.starts_at), figure(of.answered), of.index_words]
        )
    of = found[None].recommendation
    lines.writerow(["", "Kogu programm", "", figure(of.answered), of.index_words])
    return table.getvalue().encode("utf-8-sig")
