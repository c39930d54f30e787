"""Cases: what the authority does with a dossier that was handed in."""
