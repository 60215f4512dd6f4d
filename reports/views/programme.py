"""Programme reports for those who write them: the writing page of a programme, its steps to the end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reports.annual.errors import NotReady
from reports.models import ProgrammeReport, ProgrammeTarget
from reports.programme import actions
from reports.programme.document import Document
from reports.programme.editor import Editor
from reports.programme.forms import CoverForm, PromiseForm
from reports.views.asking import asked
from silab.accounts.access import staff_only
from trainings.enums import TrainingKind
from trainings.models import Training
from trainings.rooms import rooms_of


@staff_only
def report(request, slug):
    """The newest version of a programme's report: written while open, its document once submitted."""
    training = _programme(request, slug)
    found = actions.newest(training)
    page = {"training": training, "rooms": rooms_of(training, request.path), "report": found}
    if found is None:
        page |= {"targets": training.targets.order_by("pk"), "promise": PromiseForm()}
        return render(request, "reports/programme/begin.html", page)
    if not found.is_open:
        return render(request, "reports/programme/closed.html", {**page, "doc": Document(found)})
    return writing(request, Editor(found))


@require_POST
@staff_only
def open_report(request, slug):
    """Open the programme's draft, or the version after a submitted one."""
    return redirect(actions.open_report(training=_programme(request, slug), by=request.user))


@require_POST
@staff_only
def promise(request, slug):
    """Keep one promised result."""
    training = _programme(request, slug)
    form = PromiseForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        actions.promise(training=training, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The promised result was kept."))
    return redirect(f"{_page_of(training)}#promises")


@require_POST
@staff_only
def take_back_promise(request, pk):
    """Take a promised result off its programme."""
    target = get_object_or_404(ProgrammeTarget.objects.select_related("training"), pk=pk)
    training = _programme(request, target.training.slug)
    actions.take_back_promise(target=target, by=request.user)
    messages.success(request, _("The promised result was removed."))
    return redirect(f"{_page_of(training)}#promises")


@staff_only
def preview(request, pk):
    """The document as it would print, on screen."""
    found = _report(request, pk)
    return render(request, "reports/programme/preview.html", {"report": found, "doc": Document(found)})


@require_POST
@staff_only
def text(request, pk):
    """Save one part. To HTMX the part's state is answered; without JavaScript the page comes back."""
    found = _report(request, pk)
    editor = Editor(found)
    shown, status = editor.save_typed(request.POST, by=request.user)
    if request.htmx:
        return render(request, "reports/annual_part_state.html", {"field": shown}, status=status)
    if status == 200:
        return redirect(f"{found.get_absolute_url()}#{shown.anchor}")
    return writing(request, editor, status=status)


@require_POST
@staff_only
def take_figures(request, pk):
    """Ask for the figures to be taken up to the report's date; the answer shows how far it is."""
    return asked(request, _report(request, pk), actions.request_figures)


@require_POST
@staff_only
def make_pdf(request, pk):
    """Ask for the PDF; the answer shows how far it is."""
    return asked(request, _report(request, pk), actions.request_pdf)


@require_POST
@staff_only
def sign(request, pk):
    """Keep the report's date and author."""
    found = _report(request, pk)
    form = CoverForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        actions.sign(report=found, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Date and author were saved."))
    return redirect(f"{found.get_absolute_url()}#cover")


@require_POST
@staff_only
def submit(request, pk):
    """End the report, or say what it lacks."""
    found = _report(request, pk)
    try:
        actions.submit(report=found, by=request.user)
    except NotReady as error:
        messages.error(request, error.messages[0])
        return redirect(f"{found.get_absolute_url()}#missing")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The report is finished: it no longer changes."))
    return redirect(found)


def writing(request, editor, status=200):
    """Answer the writing page."""
    found = editor.report
    page = {
        "training": found.training,
        "rooms": rooms_of(found.training, found.get_absolute_url()),
        "report": found,
        "editor": editor,
        "targets": found.training.targets.order_by("pk"),
        "promise": PromiseForm(),
        "cover": CoverForm(initial={"dated_on": found.dated_on, "author": found.author}),
    }
    return render(request, "reports/programme/report.html", page, status=status)


def _programme(request, slug):
    programmes = Training.objects.for_user(request.user).filter(kind=TrainingKind.PROGRAMME)
    return get_object_or_404(programmes, slug=slug)


def _page_of(training):
    return ProgrammeReport(training=training).get_absolute_url()


def _report(request, pk):
    reports = ProgrammeReport.objects.for_user(request.user)
    return get_object_or_404(reports.select_related(*ProgrammeReport.reads), pk=pk)
