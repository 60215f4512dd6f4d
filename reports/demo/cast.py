"""The people who sign in, one for each face of the portal, with a printed password in the demo."""

from allauth.account.models import EmailAddress

from silab.accounts.enums import Role
from silab.accounts.models import Contract, Person, User

#: key: (name, e-mail address, role, who it is in the demo)
CAST = {
    "mari": ("Mari Maasikas", "mari@silab.example", Role.STAFF, "Silabi haldur"),
    "kaie": ("Kaie Kasemets", "kaie@silab.example", Role.STAFF, "Silabi haldur"),
    "jaan": ("Jaan Jalakas", "jaan@viljandivald.example", Role.OFFICIAL, "Viljandi valla ametnik"),
    "leena": ("Leena Lepik", "leena@anija.example", Role.OFFICIAL, "Anija valla ametnik"),
    "tiit": ("Tiit Tamm", "tiit@kyla.example", Role.VISITOR, "kogukonna eestkõneleja"),
    "riina": ("Riina Roos", "riina@ministeerium.example", Role.FUNDER, "rahastaja"),
}


def make_cast(contract: Contract, password: str | None) -> dict[str, User]:
    """Return the cast by key, made where it is missing; an existing account's password is left as it is."""
    made = {key: _account(password, *values[:3]) for key, values in CAST.items()}
    contract.funders.add(made["riina"])
    return made


def _account(password, name, email, role):
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name, role=role)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    Person.objects.get_or_create(email=email, defaults={"name": name, "user": user})
    return user
