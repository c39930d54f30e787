"""The desk: one demo officer reads what was submitted and takes it in. A later part replaces it."""
