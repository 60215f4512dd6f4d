"""What a programme asks of a team's work, and the group in which it would take part."""

from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from trainings.enums import ApplicationState, ServiceStage
from trainings.models import Application, Group
from trainings.registration.parts.base import Part

TEXTS = ("service", "experience", "cooperation")


class ServicePart(Part):
    """Step 3 of a team."""

    key = "teenus"
    template = "trainings/registration/service.html"

    @classmethod
    def title_of(cls, training):
        """After what is asked."""
        if training.asks_service:
            return gettext_lazy("Service")
        return gettext_lazy("Co-operation") if training.asks_cooperation else gettext_lazy("Group")

    @property
    def title(self):
        """The page's title."""
        return self.title_of(self.training)

    def kept(self):
        """Texts, stage, intent, group."""
        application = self.application
        texts = tuple(getattr(application, name) for name in TEXTS)
        return (
            *texts,
            application.service_stage,
            application.will_delegate,
            application.preferred_group_id,
        )

    def show(self):
        """What is stored."""
        self._fill(self.stored)

    def read(self, data):
        """Texts as typed; an unknown choice is none."""
        typed = {name: data.get(name, "") for name in TEXTS}
        texts = [
            self.text(Application, name, typed[name], kept)
            for name, kept in zip(TEXTS, self.stored, strict=False)
        ]
        stage = data.get("service_stage", "")
        taken = (
            *texts,
            stage if stage in ServiceStage.values else "",
            "will_delegate" in data,
            chosen_group(self.training, data),
        )
        self._fill((*(typed[name] for name in TEXTS), *taken[3:]))
        return taken

    def write(self, *, by):
        """Store them."""
        application = self.application
        application.service, application.experience, application.cooperation = self.taken[:3]
        application.service_stage, application.will_delegate, application.preferred_group_id = self.taken[3:]

    @property
    def stages(self):
        """The choice between an idea and a service."""
        return ServiceStage.choices

    @cached_property
    def groups(self):
        """The groups to choose from."""
        return group_choices(self.training)

    def _fill(self, values):
        self.service, self.experience, self.cooperation = values[:3]
        self.service_stage, self.will_delegate, self.group = values[3:]


def chosen_group(training, data) -> int | None:
    """Return the training's group that was chosen; the only one where there is no choice."""
    keys = list(Group.objects.filter(training=training).order_by("pk").values_list("pk", flat=True))
    if len(keys) == 1:
        return keys[0]
    group = data.get("group", "")
    return int(group) if group.isdecimal() and int(group) in keys else None


def group_choices(training):
    """Return the groups with `left`, the places that are free as of now (an open training shows them)."""
    taken = Count("applications", filter=Q(applications__state=ApplicationState.ACCEPTED))
    groups = list(Group.objects.filter(training=training).annotate(taken=taken).order_by("pk"))
    for group in groups:
        group.left = max(group.capacity - group.taken, 0)
    return groups
