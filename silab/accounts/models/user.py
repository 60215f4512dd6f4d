"""The user: an e-mail address that may sign in."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.accounts.enums import Role


class UserManager(BaseUserManager):
    """Makes users by e-mail address."""

    def create_user(self, email, password=None, **fields):
        """Create a user whose e-mail address is its name, kept in lower case."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Create a staff member with every right in the admin."""
        return self.create_user(email, password, role=Role.STAFF, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        """Find a user by e-mail address in any case."""
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who may sign in, named by e-mail address, with one role."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.VISITOR)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]

    def __str__(self):
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Whether the admin lets the user in: staff only."""
        return self.is_active and self.role == Role.STAFF

    def get_full_name(self) -> str:
        """Return the name, or the address where no name is known."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the first name, or the address where no name is known."""
        return self.name.split(" ")[0] if self.name else self.email
