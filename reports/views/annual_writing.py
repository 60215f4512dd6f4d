"""What stands beside the text on an annual report's writing page: notes, English, outline, last year's report."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from reports.annual import notes
from reports.annual.beside import said_of
from reports.annual.editor import Editor
from reports.annual.english import English, EnglishConflict, mark, save_english
from reports.annual.prefill import renew
from reports.models import AnnualReport, StaffNote
from silab.accounts.access import staff_only
from silab.common.markdown import to_html


@require_POST
@staff_only
def write_note(request, pk):
    """Keep a note beside a part; what could not be kept stays on the page with the reason (422)."""
    found = _report(request, pk)
    editor = Editor(found)
    key, typed = request.POST.get("key", ""), request.POST.get("text", "")
    if key and editor.part(key) is None:
        raise Http404
    try:
        notes.write_note(report=found, key=key, text=typed, by=request.user)
    except ValidationError as error:
        editor.keep_note(key, typed, error.messages[0])
        return _with_notes(request, editor, key, status=422)
    return _noted(request, found, key)


@require_POST
@staff_only
def settle_note(request, pk):
    """Mark a note as settled."""
    return _moved(request, pk, lambda note: notes.settle(note=note, by=request.user))


@require_POST
@staff_only
def reopen_note(request, pk):
    """Open a settled note again."""
    return _moved(request, pk, lambda note: notes.reopen(note=note))


@require_POST
@staff_only
def renew_drafts(request, pk):
    """Make the drafts that nobody has read anew out of today's records."""
    found = _report(request, pk)
    try:
        changed = renew(report=found, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(found)
    words = ngettext("%(n)s draft was made anew.", "%(n)s drafts were made anew.", changed) % {"n": changed}
    messages.success(request, words if changed else _("The drafts say what the records say already."))
    return redirect(found)


@require_POST
@staff_only
def english(request, pk):
    """Save a part's English. To HTMX its state is answered; without JavaScript the page comes back.

    Nothing typed is lost: what cannot be saved stays on the page with the reason (422), and an English that
    someone else has saved meanwhile (409) is shown beside one's own.
    """
    found = _report(request, pk)
    editor = Editor(found)
    key, body = request.POST.get("key", ""), request.POST.get("body_en", "")
    began = (request.POST.getlist("began") or [""])[-1]
    if editor.part(key) is None:
        raise Http404
    shown, status = _saved_english(found, key, body, began, request.user)
    editor.keep_english(key, shown)
    field = editor.field(key)
    if request.htmx:
        return render(request, "reports/writing/english_state.html", {"field": field}, status=status)
    if status == 200:
        return redirect(f"{found.get_absolute_url()}#inglise-{field.anchor}")
    return render(request, "reports/annual_report.html", {"editor": editor, "report": found}, status=status)


@staff_only
def outline(request, pk):
    """The outline and what is to be done before submitting, as they are now: a fragment for the writing page."""
    found = _report(request, pk)
    return render(request, "reports/writing/progress.html", {"editor": Editor(found), "report": found})


@staff_only
def last_year(request, pk):
    """Last year's report beside this year's; to HTMX one part of last year's (`osa`)."""
    found = _report(request, pk)
    editor = Editor(found)
    if request.htmx:
        if editor.part(request.GET.get("osa", "")) is None:
            raise Http404
        page = {"side": editor.last_year.side(request.GET["osa"]), "last": editor.last_year}
        return render(request, "reports/writing/last_year.html", page)
    said = said_of(editor.document.figures)
    groups = [
        (
            group,
            [
                (
                    field,
                    said.get(field.part.key, ""),
                    to_html(field.body, below=4),
                    editor.last_year.side(field.part.key),
                )
                for chapter in chapters
                for field in chapter.fields
            ],
        )
        for group, chapters in editor.contents
    ]
    page = {"editor": editor, "report": found, "groups": groups, "last": editor.last_year}
    return render(request, "reports/annual_beside.html", page)


def _saved_english(report, key, body, began, by):
    """Save English, and return it as the page is to show it with the answer's status."""
    try:
        text = save_english(report=report, key=key, body=body, began=began, by=by)
    except EnglishConflict as conflict:
        return English(body, began, conflict=conflict), 409
    except ValidationError as error:
        return English(body, began, error=error.messages[0]), 422
    return English(text.body_en, mark(text.body_en), is_saved=True), 200


def _moved(request, pk, act):
    note = get_object_or_404(StaffNote.objects.select_related("report"), pk=pk)
    found = _report(request, note.report_id)
    try:
        act(note)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(found)
    return _noted(request, found, note.key)


def _noted(request, report, key):
    editor = Editor(report)
    # A note that is being written while another is settled stays where it is.
    editor.notes_of(key).typed = request.POST.get("text", "") if "note" in request.POST else ""
    if request.htmx:
        return _with_notes(request, editor, key)
    return redirect(f"{report.get_absolute_url()}#{editor.notes_of(key).anchor}")


def _with_notes(request, editor, key, status=200):
    page = {"editor": editor, "report": editor.report}
    if request.htmx:
        page |= {"notes": editor.notes_of(key), "unfolded": True}
        return render(request, "reports/writing/notes.html", page, status=status)
    return render(request, "reports/annual_report.html", page, status=status)


def _report(request, pk):
    reports = AnnualReport.objects.for_user(request.user)
    return get_object_or_404(reports.select_related("contract", "snapshot"), pk=pk)
