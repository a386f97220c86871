"""How the packaged gazetteer is made (run with ``python -m training.gazetteer.build``)."""
