"""How well sayso reads: figures on annotated reports, recorded by commit and held to floors that only rise."""
