"""How the packaged weights were made: corpora, network, training, export, model card."""
