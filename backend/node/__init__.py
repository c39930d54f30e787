"""The node: one row that says which hub this database belongs to, and the page that greets."""
