"""Badges: a helper's name and group under the hub's signature, to be checked with no network."""
