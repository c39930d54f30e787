"""Effects: the hub's HTTP API, its database and its clock. Rules live in sync/, shapes in schemas/."""
