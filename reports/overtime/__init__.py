"""A contract's indicators over time: any day's value, what reports printed, what changed since, the forecast."""
