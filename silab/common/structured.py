"""What search engines read of a page: JSON-LD inside its script element."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

#: What could end the script's element, or a line of it, is written as escapes: JSON reads them the same.
UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def in_script(data: dict[str, Any]) -> SafeString:
    """Return data as JSON that is safe inside a script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(UNSAFE))
