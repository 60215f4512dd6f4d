"""Lines of the access table: a municipality's profile."""

from tests.access import JAAN, MARI, page

ACCESS = {
    "municipalities:profile_pdf": page(
        MARI, JAAN, at=lambda cast: {"pk": cast["viljandi"].pk}, method="post"
    ),
}
