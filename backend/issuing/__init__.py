"""Issuing: the catalogue, of what the release brings and of what units say, signed and served."""
