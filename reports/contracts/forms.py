"""The form of a contract."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.enums import SENT
from reports.models import Activity, AnnualReport, Snapshot
from silab.accounts.models import Contract, User
from silab.common.edit_form import EditForm
from silab.common.fields import DayInput

DAY = DayInput()
#: Longer contracts are slips of typing: every year of one is a page.
MOST_YEARS = 20
#: Years outside are slips of typing: 1921, 20225.
YEARS = range(2000, 2101)


class ContractForm(EditForm):
    """Title, funder, dates, who of the funder sees it."""

    filled = ("slug",)
    funders = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=gettext_lazy("The funder's people"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "They see the plan, the figures and the reports sent to them. Somebody without an account is invited "
            "from the administration's page of invitations."
        ),
    )

    class Meta:
        model = Contract
        fields = ["title", "slug", "funder_name", "field_of_action", "starts_on", "ends_on", "funders"]
        widgets: Any = {"starts_on": DAY, "ends_on": DAY}
        help_texts: Any = {
            "slug": gettext_lazy(
                "Stands in addresses and file names: partnerlus-2025. Left empty, the title gives it."
            ),
            "field_of_action": gettext_lazy("Form A prints it as a heading: TEGEVUSSUUND: …"),
        }
        error_messages: Any = {
            "slug": {
                "invalid": gettext_lazy(
                    "Letters a–z, digits and hyphens belong here, without spaces: partnerlus-2025."
                ),
                "unique": gettext_lazy("Another contract has this short name. Choose another."),
            }
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["funders"].queryset = User.objects.filter(role="funder", is_active=True).order_by(
            "name", "email"
        )
        self.fields["slug"].required = False
        if AnnualReport.objects.filter(contract=self.instance.pk, state__in=SENT).exists():
            # Public reports and what the funder was sent are found by it.
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = _(
                "It stands in the addresses of reports that were sent, so it cannot be changed any more."
            )

    def clean(self):
        """Make a short name where none was given; refuse days that leave plan or reports outside."""
        cleaned = super().clean()
        if not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = self._free_slug(cleaned.get("title", ""))
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        same = Contract.objects.filter(title=cleaned.get("title", ""), starts_on=starts)
        if starts and self.twin is None and same.exclude(pk=self.instance.pk).exists():
            self.add_error("title", _("There is a contract of this title already that starts on this day."))
        for name, on in (("starts_on", starts), ("ends_on", ends)):
            if on and on.year not in YEARS:
                self.add_error(name, _("Look at the year: a contract is of the years 2000–2100."))
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("A contract cannot end before it starts."))
        elif starts and ends and ends.year - starts.year >= MOST_YEARS:
            self.add_error("ends_on", _("A contract lasts at most %(most)s years.") % {"most": MOST_YEARS})
        elif starts and ends and self.instance.pk:
            outside = self._years_in_use() - set(range(starts.year, ends.year + 1))
            if outside:
                words = _("The plan or a report already has these years: %(years)s.")
                self.add_error(
                    "ends_on" if max(outside) > ends.year else "starts_on",
                    words % {"years": ", ".join(map(str, sorted(outside)))},
                )
        return cleaned

    def _years_in_use(self):
        found = set()
        for model in (Activity, AnnualReport, Snapshot):
            found |= set(
                model.objects.filter(contract=self.instance).order_by().values_list("year", flat=True)
            )
        return found

    def _free_slug(self, title):
        wanted = slugify(title)[:40].strip("-") or "leping"
        taken = set(Contract.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
