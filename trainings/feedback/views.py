"""Pages of feedback: the form behind a signed link, and what staff see of the answers."""

import hashlib
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from silab.accounts.access import public, staff_only
from silab.common.exports import export_response
from silab.common.links import LinkExpired, LinkRefused
from silab.common.lists import Column
from silab.common.personal import personal
from trainings.feedback import charts
from trainings.feedback.actions import AlreadyAnswered, give
from trainings.feedback.asking import ask_about_whole
from trainings.feedback.figures import HIGH, Scope, recommendation, scopes
from trainings.feedback.forms import FeedbackForm
from trainings.feedback.links import FEEDBACK
from trainings.models import Feedback, FeedbackRequest, Training
from trainings.personal import expired_link
from trainings.rooms import rooms_of

#: Texts of fewer could be told by their writer.
ENOUGH_FOR_TEXTS = 3
EXPORTED = (
    Column("about", gettext_lazy("About"), "about"),
    Column("recommendation", gettext_lazy("Recommendation, 0–10"), "recommendation", numeric=True),
    Column("useful", gettext_lazy("What was most useful"), "useful"),
    Column("better", gettext_lazy("What could be better"), "better"),
)


@dataclass(frozen=True)
class Part:
    """What the page shows of one session, or of the whole."""

    title: str
    anchor: str
    scope: Scope
    chart: charts.Distribution | None
    useful: list[str]
    better: list[str]

    @property
    def hides_texts(self) -> bool:
        """Whether there are too few answers to show what they say."""
        return 0 < self.scope.answers < ENOUGH_FOR_TEXTS


@public
@personal
@require_http_methods(["GET", "POST"])
def give_feedback(request, token):
    """Show the form of one request; a used link says thanks."""
    try:
        key, _signed_at = FEEDBACK.read(token)
    except LinkExpired:
        words = _(
            "Feedback can be given within %(days)s days. If you still want to tell us "
            "something, answer any of our mails: we read them all."
        )
        heading = _("The time for feedback is over")
        return expired_link(request, words % {"days": FEEDBACK.days}, heading=heading)
    except LinkRefused:
        raise Http404 from None
    asked = get_object_or_404(
        FeedbackRequest.objects.select_related("participant__training", "session"), pk=key
    )
    context = {"training": asked.participant.training, "session": asked.session}
    if asked.has_answered:
        return render(request, "trainings/feedback/thanks.html", context)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            give(request=asked, **form.cleaned_data)
        except AlreadyAnswered:
            pass  # pressed twice
        except ValidationError as error:
            form.add_error(None, error)
        if not form.errors:
            return redirect(request.path)
    status = 422 if form.is_bound else 200
    return render(request, "trainings/feedback/give.html", {**context, "form": form}, status=status)


@staff_only
@require_GET
def feedback(request, slug):
    """Show what participants say, in figures and words; `?export=` gives the answers as a file."""
    training = get_object_or_404(Training.objects.for_user(request.user), slug=slug)
    found, texts = scopes(training), _texts(training)
    sessions = list(training.sessions.select_related("group").order_by("starts_at", "pk"))
    if request.GET.get("export") in ("xlsx", "csv"):
        return _exported(training, sessions, found, request.GET["export"])
    parts = [_part(_("The whole training"), "tervik", found.get(None), texts)]
    parts += [_part(_title(one), f"paev-{one.pk}", found.get(one.pk), texts) for one in sessions]
    context = {
        "training": training,
        "rooms": rooms_of(training, request.path),
        "recommendation": recommendation(training),
        "is_of_whole": None in found,
        "parts": [part for part in parts if part],
        "by_session": _by_session(sessions, found),
        "needed": ENOUGH_FOR_TEXTS,
        "exports": [("XLSX", "?export=xlsx"), ("CSV", "?export=csv")],
        "high": HIGH,
    }
    return render(request, "trainings/feedback/feedback.html", context)


@staff_only
@require_POST
def ask_feedback(request, slug):
    """Ask for feedback about the whole."""
    training = get_object_or_404(Training.objects.for_user(request.user), slug=slug)
    asked = ask_about_whole(training=training, by=request.user)
    if asked:
        words = ngettext(
            "%(n)d participant is asked; the mail leaves within ten minutes.",
            "%(n)d participants are asked; the mails leave within ten minutes.",
            asked,
        )
        messages.success(request, words % {"n": asked})
    else:
        messages.info(request, _("Everybody who can be asked has been asked already."))
    return redirect("trainings:feedback", slug)


def _title(session):
    group = f" · {session.group.name}" if session.group else ""
    return f"{session}{group}"


def _part(title, anchor, scope, texts):
    if scope is None:
        return None
    shown = texts.get(scope.session, []) if scope.answers >= ENOUGH_FOR_TEXTS else []
    chart = None
    if scope.recommendation.answered:
        heading = _("How many gave each number")
        chart = charts.distribution(scope.distribution, title=heading, name=f"jaotus-{anchor}")
    useful = [text for _key, text, _other in sorted(shown) if text]
    # Another order than the first list's: two texts of one writer are not to be told by their places.
    better = [text for _key, _other, text in sorted(shown, key=_shuffled) if text]
    return Part(title, anchor, scope, chart, useful, better)


def _texts(training):
    """Return (random key, useful, better) of the answers with words, by session."""
    found: dict = {}
    given = Feedback.objects.filter(training=training).order_by("pk")
    for session, key, useful, better in given.values_list("session", "pk", "useful", "better"):
        found.setdefault(session, []).append((key.hex, useful, better))
    return found


def _shuffled(row):
    return hashlib.sha256(row[0].encode()).hexdigest()


def _by_session(sessions, found):
    rows = [(one, found[one.pk].recommendation) for one in sessions if one.pk in found]
    if len(rows) < 2:
        return None
    bars = [(_title(one), it.index, it.index_words, it.answered) for one, it in rows]
    return charts.indexes(bars, title=_("Recommendation index by session"), name="indeks", high=HIGH)


def _exported(training, sessions, found, kind):
    titles = {None: _("The whole training"), **{one.pk: _title(one) for one in sessions}}
    given = Feedback.objects.filter(training=training).order_by("pk")
    rows = [
        (titles[session], number, *(texts if found[session].answers >= ENOUGH_FOR_TEXTS else ("", "")))
        for session, number, *texts in given.values_list("session", "recommendation", "useful", "better")
    ]
    return export_response(rows, EXPORTED, kind=kind, name=f"tagasiside-{training.slug}")
