"""One pass of the encoder over a report, and the layers that come from it."""
