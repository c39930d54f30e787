"""Sessions: for some hours a person stands behind a device of theirs, as they have shown to the hub."""
