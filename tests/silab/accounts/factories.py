"""Users, people and contracts for tests, with invented Estonian names."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from silab.accounts.enums import Role
from silab.accounts.models import Contract, Invitation, Person, User

FIRST_NAMES = ["Aino", "Endel", "Heli", "Kalju", "Leida", "Mihkel", "Õie", "Priit", "Salme", "Ülo"]
PASSWORD = "kolm-kaske-oue-all"
LAST_NAMES = ["Allikas", "Järvekülg", "Kuusk", "Lepp", "Mägi", "Põldsaar", "Sarapuu", "Tõnurist", "Võsu"]


def estonian_name(n: int) -> str:
    """Return the n-th of 90 invented names."""
    return f"{FIRST_NAMES[n % len(FIRST_NAMES)]} {LAST_NAMES[n % len(LAST_NAMES)]}"


class UserFactory(DjangoModelFactory):
    """A user without a role yet, who signs in with PASSWORD."""

    class Meta:
        model = User
        django_get_or_create = ("email",)
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"kasutaja{n}@kyla.example")
    name = factory.Sequence(estonian_name)
    role = Role.VISITOR
    password = factory.django.Password(PASSWORD)


class PersonFactory(DjangoModelFactory):
    """A person with a mail address."""

    class Meta:
        model = Person

    name = factory.Sequence(estonian_name)
    email = factory.Sequence(lambda n: f"inimene{n}@kyla.example")


class ContractFactory(DjangoModelFactory):
    """The contract of the demo."""

    class Meta:
        model = Contract
        django_get_or_create = ("slug",)

    slug = "silab-2021"
    title = "Strateegiline partnerlus 2021–2024"
    funder_name = "Siseministeerium"
    field_of_action = "VÕIMEKAD JA HOOLIVAD KOGUKONNAD"
    starts_on = date(2021, 5, 1)
    ends_on = date(2024, 12, 31)


class InvitationFactory(DjangoModelFactory):
    """An invitation to an official, not yet accepted."""

    class Meta:
        model = Invitation

    email = factory.Sequence(lambda n: f"kutsutu{n}@vald.example")
    role = Role.OFFICIAL
