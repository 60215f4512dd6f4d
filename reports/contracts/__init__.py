"""Contracts in staff's hands: all of them, the page of one, a new one."""
