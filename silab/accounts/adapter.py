"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """allauth with e-mail as the only name."""

    def populate_username(self, request, user):
        """Do nothing: users have no name but their address."""
