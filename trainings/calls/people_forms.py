"""The tables of groups and of trainers."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _

from silab.accounts.models import User
from trainings.calls.rows import RowsForm
from trainings.models import Group, Trainer


class GroupsForm(RowsForm):
    """Groups: a city or on-line, so many places."""

    def records(self):
        """Return the training's groups."""
        return list(self.training.groups.all())

    def row_fields(self, group):
        """Return the fields of one group."""
        initial = group or Group()
        return {
            "name": forms.CharField(label=_("Group"), max_length=100, initial=initial.name),
            "capacity": forms.IntegerField(
                label=_("Places"), min_value=1, max_value=500, initial=initial.capacity
            ),
            "place": forms.CharField(label=_("Place or link"), max_length=300, initial=initial.place),
        }

    def check(self, key, group, values):
        """Refuse a group without places."""
        super().check(key, group, values)
        if values["capacity"] is None and f"capacity_{key}" not in self.errors:
            self.add_error(f"capacity_{key}", _("Say how many places there are."))

    def clean(self):
        """Refuse two groups of one name."""
        data = super().clean()
        seen = set()
        for key in self.keys:
            name = (data.get(f"name_{key}") or "").casefold()
            if name and name in seen and not data.get(f"gone_{key}"):
                self.add_error(f"name_{key}", _("This training already has a group of this name."))
            seen.add(name)
        return data

    def apply(self, group, values):
        """Return the group with what was typed."""
        group = group or Group(training=self.training)
        group.name, group.place = values["name"] or "", values["place"] or ""
        group.capacity = values["capacity"] or 0
        return group


class TrainersForm(RowsForm):
    """Trainers: who they are, which account and groups are theirs."""

    blank = 1

    def __init__(self, *args, training, **kwargs):
        self.groups = list(training.groups.all())
        super().__init__(*args, training=training, **kwargs)

    def records(self):
        """Return the training's trainers."""
        return list(self.training.trainers.select_related("user").prefetch_related("groups"))

    def row_fields(self, trainer):
        """Return the fields of one trainer."""
        own = [str(group.pk) for group in trainer.groups.all()] if trainer else []
        fields = {
            "name": forms.CharField(label=_("Name"), max_length=200, initial=trainer.name if trainer else ""),
            "introduction": forms.CharField(
                label=_("Introduction"),
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 3}),
                initial=trainer.introduction if trainer else "",
            ),
            "account": forms.EmailField(
                label=_("E-mail address of the account"),
                help_text=_("With an account, a trainer sees the own groups."),
                initial=trainer.user.email if trainer and trainer.user else "",
            ),
        }
        if len(self.groups) > 1:
            fields["groups"] = forms.MultipleChoiceField(
                label=_("Groups"),
                help_text=_("None chosen: all of them."),
                choices=[(str(group.pk), group.name) for group in self.groups],
                widget=forms.CheckboxSelectMultiple,
                initial=own,
            )
        return fields

    def check(self, key, trainer, values):
        """Refuse an address without account."""
        super().check(key, trainer, values)
        address = values["account"]
        values["user"] = (
            User.objects.filter(email__iexact=address, is_active=True).first() if address else None
        )
        if address and values["user"] is None:
            self.add_error(
                f"account_{key}",
                _("Nobody has an account with this address. Ask the trainer to sign up first."),
            )

    def apply(self, trainer, values):
        """Return the trainer with what was typed; the groups are set once it is saved."""
        trainer = trainer or Trainer(training=self.training)
        trainer.name, trainer.introduction = values["name"] or "", values["introduction"] or ""
        trainer.user = values.get("user")
        trainer.chosen = values.get("groups")
        return trainer

    @transaction.atomic
    def store(self, *, by) -> None:
        """Save trainers and their groups."""
        super().store(by=by)
        for trainer in self.saved:
            if trainer.chosen is not None:
                trainer.groups.set(trainer.chosen)
