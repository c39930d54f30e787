"""The other spine: what desks and authorities decide about a dossier that was handed in."""
