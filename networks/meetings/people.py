"""Somebody known by number, by address or by name, or somebody new: the same on every page that asks for people."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from silab.accounts.models import Person
from silab.common.text import search_key

NUMBER = re.compile(r"[0-9]{1,18}")
_NOBODY = gettext_lazy(
    "%(name)s with the code %(code)s is not known. Choose one from the suggestions, or type the name without a code."
)


class PersonForm(forms.Form):
    """A person's name as the search offers it, "Mari Maasikas (ISIK-12)", or a new one, with an address."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        help_text=gettext_lazy("Choose someone already known, or type a new name."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def clean(self):
        """Find the person: by code, by address, or the only one of that name."""
        data = super().clean()
        typed, coded, rest = data.get("name", "").partition(" (ISIK-")
        number = rest.removesuffix(")")
        known = Person.objects.filter(search_key=search_key(typed))
        if coded:
            known = known.filter(pk=int(number)) if NUMBER.fullmatch(number) else known.none()
        email = (data.get("email") or "").lower()
        by_address = Person.objects.filter(email__iexact=email).first() if email and not coded else None
        # Somebody of that name with another address is somebody else.
        known = known.filter(email__in=("", email)) if email and not coded else known
        found = [by_address] if by_address else list(known[:2])
        if len(found) > 1:
            self.add_error("name", _("Several people have this name. Choose one from the suggestions."))
        if coded and not found:
            self.add_error("name", _NOBODY % {"code": f"ISIK-{number}", "name": typed})
        return data | {"name": typed.strip(), "email": email, "person": found[0] if found else None}


def person_of(*, person: Person | None, name: str, email: str, by) -> Person:
    """Return the person, made where nobody was found, with the address where they had none.

    Raises ValidationError where the address is another person's.
    """
    if person is None:
        return _made(name, email, by)
    if email and not person.email:
        person.email = email
        person._history_user = by
        _save(person)
    return person


def _made(name, email, by):
    person = Person(name=name, email=email, created_by=by)
    _save(person)
    return person


def _save(person):
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        words = _("Somebody else already has the address %(email)s.") % {"email": person.email}
        raise ValidationError({"email": words}) from None
