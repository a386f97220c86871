"""How the weights that link reports to incidents were fitted, and how words at large were counted."""
