"""The end: certificates, who fell out, refund claims (domain.md §3)."""
