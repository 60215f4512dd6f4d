"""The import of communities in the browser: choose a file → decide what is not certain → all of it or nothing."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from municipalities.communities.importing import jobs, parse_table, plan_of, read_files
from municipalities.communities.importing.columns import FIELDS
from municipalities.communities.importing.forms import CommunityFileForm, NamesForm
from municipalities.communities.importing.parse import MAX_PROBLEMS, Parsed
from municipalities.models import Municipality
from silab.accounts.access import staff_only
from silab.common.exports import export_response
from silab.common.lists import Column
from silab.common.steps import Steps
from silab.common.tables import Refused

#: Rows that the preview shows of each kind; the counts speak of all.
SHOWN = 50
SAMPLE = (
    "Viljandi vald", "Näidisküla", "küla", "Meie küla inimesed hoiavad kokku ja korrastavad rannaala.",
    "Näidisküla piires", "01.06.1998", "10.09.2025", "15.10.2025", "Kaja Näidis", "kaja@kyla.example",
    "külavanem", "01.10.2025", "",
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def choose(request):
    """Take the file and keep it for the next step."""
    form = CommunityFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        files = {file.name: file.read()}
        try:
            read_files(files)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            token = jobs.kept.keep(request.user, files, {})
            return redirect("municipalities:community_import_preview", token)
    context = {"form": form, "fields": FIELDS, "steps": _steps(1)}
    return render(request, "municipalities/communities/import.html", context)


@require_safe
@staff_only
def sample(_request):
    """A table with all columns and one invented community."""
    columns = [Column(field.attribute, field.heading, field.attribute, text=str) for field in FIELDS]
    return export_response([SAMPLE], columns, kind="xlsx", name="kogukonnad-naidis")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def preview(request, token):
    """Show what is not certain, what is wrong and what would change; on POST decide, import or give up."""
    job = jobs.latest(request.user, token)
    if job is not None and (job.is_unfinished or job.result):
        return render(request, "municipalities/communities/import_job.html", {"job": job, "steps": _steps(2)})
    found = jobs.kept.find(request.user, token)
    if found is None:
        messages.warning(request, _("This file is no longer kept. Choose it again."))
        return redirect("municipalities:community_import")
    decided, files = found
    parsed = parse_table(read_files(files), decided)
    if request.method == "POST":
        return _answered(request, token, parsed, decided, files)
    plan = plan_of(parsed)
    names = [name for name in parsed.names if not name.is_plain]
    problems = [*parsed.problems, *plan.problems]
    context = {
        "parsed": parsed,
        "plan": plan,
        "problems": problems[:MAX_PROBLEMS],
        "problem_count": len(problems),
        "wrong_rows": len({problem.row for problem in problems if problem.row > 1}),
        "new": plan.new[:SHOWN],
        "changed": plan.changed[:SHOWN],
        "kept": plan.kept[:SHOWN],
        "names": _names_form(None, names) if names else None,
        "rows_of": {name.text: name.rows for name in names},
        "can_import": plan.says_something and not problems and not parsed.undecided,
        "failed": job,
        "steps": _steps(2),
        "form": None,
    }
    return render(request, "municipalities/communities/import_preview.html", context)


def _answered(request, token, parsed: Parsed, decided, files):
    if "give_up" in request.POST:
        jobs.kept.give_up(request.user)
        messages.info(request, _("The import was given up. Nothing changed."))
        return redirect("municipalities:community_import")
    form = _names_form(request.POST, [name for name in parsed.names if not name.is_plain])
    decided = {**decided, **form.decided()}
    jobs.kept.keep(request.user, files, decided, token)
    parsed = parse_table(read_files(files), decided)
    if "import" in request.POST and not parsed.problems and not parsed.undecided:
        jobs.ask(request.user, token)
    return redirect(request.path)


def _names_form(data, names):
    current = Municipality.objects.valid_on(timezone.localdate()).order_by("sort_key", "pk")
    return NamesForm(data, names=names, municipalities=list(current.values_list("pk", "name")))


def _steps(number):
    pages = [(_("File"), reverse("municipalities:community_import")), (_("Look it over"), "")]
    return Steps(pages, number)
