"""Audit: who did what with whose dossier and on what ground, in a chain that shows what was altered."""
