"""A municipality's profile: two printed pages of what is known of it, without anybody's contact data.

parts.py is the registry of what rooms print in it, content.py the profile, document.py its PDF."""
