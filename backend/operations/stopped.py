"""Stopped: why an operation cannot be done."""


class Stopped(Exception):
    """The message is for an operator: what is wrong, and what to do."""
