"""Consents: under which a helper writes for a citizen, and the codes that a citizen's own phone fetches."""
