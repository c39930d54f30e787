"""Grants: which account may write and pull which document."""
