"""Markdown that people write, as HTML that pages and PDFs may show: no HTML of its own, no picture, nothing
that a reader's browser or the PDF maker would fetch."""

import re
from functools import cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "hr", "em", "strong", "s", "ul", "ol", "li", "blockquote", "code", "pre", "a",
    "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(\s[^>]*)?/?>")
#: "2022. aastal", "31. detsembril": an ordinal that begins a line is no list, whatever Markdown takes it for.
ORDINAL = re.compile(
    r"^([ >]*(?:[-*+] +)?)(\d{3,}|\d{1,2}(?=\. +(?:jaanuar|veebruar|märts|aprill|mai(?:l|s|st|ni|ks)?\b|juuni|juuli"
    r"|august|septemb|oktoob|novemb|detsemb)))\.(?= )",
    re.IGNORECASE | re.MULTILINE,
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}


def to_html(text: str, *, below: int = 2) -> SafeString:
    """Return Markdown (CommonMark and tables) as safe HTML; links lead to http, https and mailto only.

    `below` is the level of the heading that the text stands under: its own headings follow on from there.
    """
    html = nh3.clean(
        _parser().render(text, {"below": below}),
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(html)


def tokens(text: str, *, below: int = 2) -> list:
    """Return Markdown as markdown-it's tokens, headings as in `to_html`, for documents that are no HTML."""
    return _parser().parse(text, {"below": below})


def needs_warning(text: str) -> bool:
    """Whether the text holds HTML or a picture, which print as the characters that were typed."""
    inline = [child for token in _parser().parse(text) for child in token.children or []]
    return any(child.type == "image" for child in inline) or bool(TAG.search(text))


@cache
def _parser():
    # "html" off: tags stay visible as the characters that were typed. Nothing is lost, nothing is run.
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.core.ruler.after("normalize", "keep_ordinals", _keep_ordinals)
    parser.core.ruler.push("lower_headings", _lower_headings)
    parser.add_render_rule("image", _image_as_typed)
    parser.add_render_rule("th_open", _scoped_heading)
    return parser


def _keep_ordinals(state):
    state.src = ORDINAL.sub(r"\1\2\.", state.src)


def _lower_headings(state):
    """Give headings the levels below the document's own, none skipped: PDF/UA asks for that."""
    below = state.env.get("below", 2)
    headings = [token for token in state.tokens if token.type in ("heading_open", "heading_close")]
    levels = {tag: below + place for place, tag in enumerate(sorted({token.tag for token in headings}), 1)}
    last = below
    for token in headings:
        if token.type == "heading_open":
            last = min(levels[token.tag], last + 1, 6)
        token.tag = f"h{last}"


def _image_as_typed(_renderer, tokens, place, _options, _environment):
    image = tokens[place]
    return escape(f"![{image.content}]({image.attrGet('src')})")


def _scoped_heading(_renderer, _tokens, _place, _options, _environment):
    return '<th scope="col">'
