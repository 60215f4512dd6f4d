"""Kinds and states of plan, money and reports (domain.md §9, §11)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Workstream(TextChoices):
    """What an activity of the plan belongs to."""

    SURVEY = "survey", _("survey")
    TRAINING = "training", _("trainings")
    LAB = "lab", _("labs")
    NETWORK = "network", _("network")
    BADGE = "badge", _("badge")
    COMMUNICATION = "communication", _("communication")
    MANAGEMENT = "management", _("management and overhead")


class TargetGroup(TextChoices):
    """For whom an activity is done."""

    MUNICIPALITIES = "municipalities", _("municipalities")
    COMMUNITIES = "communities_networks", _("communities and networks")
    NGOS = "ngos", _("NGOs")
    PUBLIC = "general_public", _("general public")


class TargetKind(TextChoices):
    """What an amount means (domain.md §9)."""

    INCREMENT = "increment", _("this year's own")
    CUMULATIVE = "cumulative", _("in all by the year's end")
    STOCK = "stock", _("on 31 December")
    MILESTONE = "milestone", _("milestone")


class Pace(TextChoices):
    """How what is done stands against the plan, in one word (reports/pace.py says when which)."""

    AHEAD = "ahead", _("ahead")
    ON_TRACK = "on_track", _("on track")
    BEHIND = "behind", _("behind")
    DONE = "done", pgettext_lazy("figure", "done")
    MISSED = "missed", _("missed")
    NOT_STARTED = "not_started", _("not started")


class Severity(TextChoices):
    """How much a finding on a plan weighs, the heaviest first (domain.md §9)."""

    ERROR = "error", _("contradiction")
    WARNING = "warning", _("warning")
    QUESTION = "question", _("question")

    @property
    def heading(self):
        """The words above all findings of this weight."""
        return {
            Severity.ERROR: _("Contradictions"),
            Severity.WARNING: _("Warnings"),
            Severity.QUESTION: _("Questions"),
        }[self]


class ReportState(TextChoices):
    """States of an annual report (domain.md §11)."""

    DRAFT = "draft", _("draft")
    FIGURES_TAKEN = "figures_taken", _("figures taken")
    SUBMITTED = "submitted", _("submitted")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", pgettext_lazy("report", "accepted")
    WITHDRAWN = "withdrawn", pgettext_lazy("report", "withdrawn")


#: While a report is being written.
OPEN = (ReportState.DRAFT, ReportState.FIGURES_TAKEN)
#: What a funder may see of a report.
SENT = (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED, ReportState.WITHDRAWN)
#: What counts of it: figures that Silab took back are compared with nothing.
STANDING = (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.ACCEPTED)
#: After which the next version may be opened.
OVER = (ReportState.RETURNED, ReportState.WITHDRAWN)


class SectionKind(TextChoices):
    """What a section of a report's form holds; the portal fills all but texts from records (forms.md)."""

    GROUP = "group", _("heading above other sections")
    TEXT = "text", _("text")
    GOALS = "goals", _("each goal")
    OUTCOMES = "outcomes", _("expected outcomes of a goal")
    INDICATORS = "indicators", _("success indicators of a goal")
    ACTIVITIES = "activities", _("main activities of a goal")
    DEVIATIONS = "deviations", _("deviations from the plan")
    MATERIALS = "materials", _("attached materials")
    PLAN = "plan", _("plan and budget beside what was done")
    EVIDENCE = "evidence", _("evidence of the figures")


class AmendmentSource(TextChoices):
    """What changed the plan (domain.md §9)."""

    REPORT = "report", _("annual report")
    LETTER = "letter", _("letter")
    AGREEMENT = "agreement", _("annex to the contract")


class Funding(TextChoices):
    """Who bears a cost."""

    CONTRACT = "contract", _("the contract’s budget")
    CO_FUNDING = "co_funding", _("co-funding")
    IN_KIND = "in_kind", _("in kind")
