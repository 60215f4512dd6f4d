"""The form of a contract's annual reports in staff's hands: its sections, their order, what is amiss with them."""
