"""Rows of a municipality's communities, written in Python: by the template engine fifty of them took an eighth of
the page (docs/speed.md). What people typed is escaped."""

from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from municipalities.enums import CommunityState
from municipalities.facts import Described
from silab.common.states import chip
from silab.common.templatetags.formats import day

ROW = (
    '<tr><td data-label="{}"><a href="{}">{}</a> <span class="soft">{}</span></td>'
    '<td data-label="{}"><span>{}{}</span></td><td data-label="{}">{}</td><td data-label="{}"><span>{}</span></td></tr>'
)


def community_rows(communities: list[Described]) -> SafeString:
    """Return the communities as table rows: name and kind, state, spokesperson, how to reach them."""
    name, state, speaker, contact = _("Community"), _("State"), _("Spokesperson"), _("Contact")
    return SafeString(
        "".join(
            ROW.format(
                name,
                one.url,
                escape(one.name),
                one.kind_words,
                state,
                chip(one.state, one.state_words),
                _accepted(one),
                speaker,
                escape(one.speaker or "–"),
                contact,
                _reached(one),
            )
            for one in communities
        )
    )


def _accepted(one):
    if not one.accepted_at or one.state != CommunityState.ACCEPTED:
        return ""
    return f' <span class="soft">{day(one.accepted_at)}</span>'


def _reached(one):
    mail, phone = escape(one.speaker_mail or ""), escape(one.speaker_phone or "")
    link = f'<a href="mailto:{mail}">{mail}</a>' if mail else ""
    return f"{link}{f' {phone}' if phone else ''}" or "–"
