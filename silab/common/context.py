"""What every template may name: the demo's flag and the page's frame (language, menu, account)."""

from functools import cached_property, lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

#: The menu by face (role, "" for the public): URL name and words. Names that no app has yet are left out.
MENUS = {
    "staff": (
        ("reports:today", _("Today")),
        ("reports:dashboard", _("Dashboard")),
        ("municipalities:list", _("Municipalities")),
        ("municipalities:contacts", _("Contacts")),
        ("trainings:list", _("Trainings")),
        ("networks:list", _("Networks")),
        ("reports:plan", _("Plan and costs")),
        ("reports:reports", _("Reports")),
        ("notices:list", _("Notices")),
        ("admin:index", _("Administration")),
    ),
    "official": (
        ("municipalities:mine", _("My municipality")),
        ("trainings:calls", _("Calls")),
        ("trainings:applications", _("My applications")),
        ("networks:list", _("Networks")),
    ),
    "funder": (
        ("reports:funder_home", _("Overview")),
        ("reports:dashboard", _("Dashboard")),
        ("reports:reports", _("Reports")),
    ),
    "visitor": (
        ("home", _("Home")),
        ("trainings:calls", _("Trainings")),
        ("trainings:applications", _("My applications")),
        ("municipalities:mine", _("My municipality")),
    ),
    "": (("home", _("Home")), ("trainings:calls", _("Trainings"))),
}
#: At the foot of every page, for everybody.
FOOT = (("reports:published", _("Published reports")),)
ACCOUNT = (
    ("mfa_index", _("Second factor")),
    ("account_change_password", _("Password")),
    ("account_email", _("E-mail addresses")),
    ("accounts:my_data", _("My data")),
    ("trainings:applications", _("My applications")),
)
#: The demo's invented people, as its sign-in page names them (house.md, habit 9).
DEMO_PEOPLE = (
    (_("Mari, Silab’s staff"), "mari@silab.example"),
    (_("Jaan, official of Viljandi vald"), "jaan@viljandivald.example"),
    (_("Leena, official of Anija vald"), "leena@anija.example"),
    (_("Riina, funder"), "riina@ministeerium.example"),
)
#: Short and long own name of each language: whoever needs the switch reads neither of the page's words.
OWN_NAMES = {"et": ("EST", "Eesti keeles"), "en": ("ENG", "In English")}


def portal(request):
    """Give templates the demo flag and the frame of the page."""
    return {"DEMO": settings.DEMO, "frame": Frame(request)}


class Frame:
    """The page around its content. Nothing is worked out before a template asks for it."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def user(self):
        """The signed-in user, or None (also where a request failed before it had a user)."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def face(self) -> str:
        """The key of MENUS: the user's role, "" for the public."""
        role = self.user.role if self.user else ""
        return role if role in MENUS else ""

    @property
    def language(self) -> str:
        """The page's language code."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def files(self) -> str:
        """The icon, styles and scripts of every page."""
        return _files.__wrapped__() if settings.DEBUG else _files()

    @property
    def languages(self):
        """(code, short own name, long own name, whether it is this page's) of each language."""
        return [(code, *OWN_NAMES[code], code == self.language) for code, _name in settings.LANGUAGES]

    @property
    def links(self):
        """(URL, words) of each place in the main menu."""
        return _links(self.face, self.language)

    @property
    def menu(self) -> str:
        """The items of the main menu as `<li>`s, the current one marked."""
        return _items(self.links, _current(self.links, self.request.path))

    @property
    def has_menu(self) -> bool:
        """Whether there is more than one place to go to."""
        return bool(self.links) if self.user else len(self.links) > 1

    @property
    def foot(self) -> str:
        """The items at the foot of every page as `<li>`s."""
        return _items(_links("foot", self.language), "")

    @property
    def account(self) -> str:
        """The items of the account menu as `<li>`s."""
        links = _links("account", self.language)
        return _items(links, _current(links, self.request.path))

    @property
    def home_url(self):
        """The portal's first page."""
        return _reverse("home") or "/"

    @property
    def login_url(self):
        """The sign-in page."""
        return _reverse("account_login")

    @property
    def logout_url(self):
        """Where the sign-out form is sent."""
        return _reverse("account_logout")

    @property
    def demo_people(self):
        """(who, e-mail address) of the demo's people; nobody outside the demo."""
        return DEMO_PEOPLE if settings.DEMO else ()

    @property
    def demo_password(self) -> str:
        """The one password of the demo's people; "" outside the demo."""
        return settings.DEMO_PASSWORD if settings.DEMO else ""

    @property
    def language_url(self):
        """Where the language form is sent; "" as long as there is none."""
        return _reverse("set_language")


@lru_cache(maxsize=1)
def _files():
    """Return the head's lines that name files: to look up their hashed names costs as much as a query."""
    return render_to_string("layout/files.html")


@lru_cache(maxsize=64)
def _reverse(name):
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=32)
def _links(face, _language):
    """Return (URL, words) of a menu in the active language, kept for the life of the process."""
    items = {"account": ACCOUNT, "foot": FOOT}.get(face) or MENUS[face]
    return tuple((_reverse(name), str(words)) for name, words in items if _reverse(name))


def _current(links, path):
    """Return the URL of the item that `path` lies under, the longest where several do."""
    under = [url for url, _words in links if path == url or (url != "/" and path.startswith(url))]
    return max(under, key=len, default="")


@lru_cache(maxsize=256)
def _items(links, current):
    """Return `<li>`s of links; one string a menu and current item, however many pages are served."""
    page = mark_safe(' aria-current="page"')
    return format_html_join(
        "",
        '<li><a href="{}"{}>{}</a></li>',
        ((url, page if url == current else "", words) for url, words in links),
    )
