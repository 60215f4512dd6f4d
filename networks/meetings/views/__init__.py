"""Pages of networks and meetings, by what is done on them."""
