"""A contract's goals, expected outcomes and indicators: their pages, what holds them, what is amiss with them."""
