"""Speed and memory of sayso, beside the encoder that its peers use, in the same run."""
