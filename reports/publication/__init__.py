"""Published reports: what everybody may read of a report that the funder accepted."""
