"""Dossiers: how each stands with the authority, and what was submitted."""
