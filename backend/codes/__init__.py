"""Codes of dossiers: numbered by the agency that decides and the day."""
