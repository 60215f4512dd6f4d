from silab.accounts.models.contract import Contract
from silab.accounts.models.invitation import Invitation
from silab.accounts.models.person import Person
from silab.accounts.models.user import User

__all__ = ["Contract", "Invitation", "Person", "User"]
