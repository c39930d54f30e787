"""Looks: who looked at a dossier and on what ground, for whoever it belongs to."""
