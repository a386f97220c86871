"""How the packaged actor table is made from its sources."""
