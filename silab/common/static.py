"""Which of the packages' static files are published."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class LeanStaticFilesConfig(StaticFilesConfig):
    """Leaves out what no page asks for: compressing it made the first start minutes longer."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap-*",
        "bootstrap.css*",
        "*.rtl.*",
        "htmx-4*",
        "htmax*",
        "htmx-2.js",
        "ext",
        "*.ttf.png",
        "*.d.ts",
    ]
