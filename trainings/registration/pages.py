"""Where somebody stands in the form, and what its pages show."""

import secrets

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.steps import Steps
from trainings.enums import ApplicationState
from trainings.models import Application
from trainings.registration.parts import CHECK, Part, parts_of
from trainings.registration.rules import facts_of, findings
from trainings.registration.window import is_open, may_send, may_write, why_shut


class Form:
    """The pages of one application's form."""

    def __init__(self, application: Application):
        self.application = application
        training = application.training
        several = training.is_programme and training.groups.count() > 1
        self.kinds = parts_of(training, has_groups=several)

    def url(self, step: str) -> str:
        """Return the address of a page."""
        return reverse("trainings:application_step", args=[self.application.key, step])

    def following(self, step: str) -> str:
        """Return the address of the page after this one."""
        keys = [*self.kinds, CHECK]
        return self.url(keys[keys.index(step) + 1])

    def steps(self, step: str) -> Steps:
        """Return where one is."""
        pages = [
            (str(kind.title_of(self.application.training)), self.url(key)) for key, kind in self.kinds.items()
        ]
        keys = [*self.kinds, CHECK]
        return Steps([*pages, (_("Check your answers"), self.url(CHECK))], keys.index(step) + 1)

    def resume_url(self) -> str:
        """Return the address of the first page for who begins, else of the first on which something is missing."""
        if self.application.revision == 0:
            return self.url(next(iter(self.kinds)))
        missing = findings(facts_of(self.application))
        return self.url(next((f.step for f in missing if f.step in self.kinds), CHECK))


def page_of(form: Form, part: Part, data=None, **more) -> dict:
    """Return the context of a page of the form; `data` is what was posted."""
    application, now = form.application, timezone.now()
    posted = data or {}
    part.ready()
    saved = part.application
    return {
        "application": saved,
        "training": application.training,
        "part": part,
        "steps": form.steps(part.key),
        "form": None,
        "saved_at": saved.saved_at,
        "window": posted.get("window") or secrets.token_hex(8),
        # In a conflict the page keeps what it began from: nothing is overwritten before both were compared.
        "seen": posted.get("seen", "") if more.get("theirs") else part.seen,
        "back_to_check": posted.get("back", ""),
        "shut": "" if may_send(application, now) else why_shut(application.training, now),
        "closes_at": application.training.closes_at if is_open(application.training, now) else None,
        "saves_itself": application.state != ApplicationState.SUBMITTED,
        "found": _once_a_field(part),
        "errors": part.errors,
        "theirs": None,
        "not_saved": "",
        **more,
    }


def _once_a_field(part):
    # What was typed and refused is not missing besides.
    refused = {finding.anchor for finding in part.refused}
    return [*part.refused, *(finding for finding in part.findings if finding.anchor not in refused)]


def check_of(form: Form, **more) -> dict:
    """Return the context of the page where the answers are looked through and sent."""
    application, now = form.application, timezone.now()
    training = application.training
    missing = findings(facts_of(application))
    sections = []
    for key, kind in form.kinds.items():
        part = kind(application)
        part.findings = [finding for finding in missing if finding.step == key]
        sections.append((part, f"{form.url(key)}?back=1"))
    asks_here = [finding for finding in missing if finding.step == CHECK]
    return {
        "application": application,
        "training": training,
        "steps": form.steps(CHECK),
        "sections": sections,
        "missing": [(f, f"{form.url(f.step)}?back=1#{f.anchor}") for f in missing if f.step != CHECK],
        "terms": training.terms.order_by("-version").first() if asks_here else None,
        "may_send": may_send(application, now),
        "may_write": may_write(application, now),
        "shut": "" if may_send(application, now) else why_shut(training, now),
        "is_sent": application.state == ApplicationState.SUBMITTED,
        "saved_at": application.saved_at,
        "form": None,
        "refused": "",
        "found": [],
        **more,
    }
