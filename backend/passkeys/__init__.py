"""Passkeys: keys in a person's own authenticator, by which the hub knows that the person is there."""
