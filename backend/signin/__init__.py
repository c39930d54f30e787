"""Signing in: who a person is to this hub, how they show it, and the sessions that come of it."""
