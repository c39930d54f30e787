"""Authorities: departments, area teams and groups of the city, and what stands beneath them."""
