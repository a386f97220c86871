"""Who did what to whom, where, when, and on whose say-so."""
