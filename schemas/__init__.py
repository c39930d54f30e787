"""Nouns: wire structs, form definitions, procedures and reference data. No behaviour, no IO."""
