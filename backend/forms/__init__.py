"""Forms: which are published, what a dossier answers, what is left to mend. Pure; the data is read once."""
