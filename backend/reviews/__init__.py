"""Reviews: what people decided about work that the hub kept apart. What was kept apart is kept for ever."""
