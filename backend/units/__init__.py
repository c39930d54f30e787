"""Units: what a ward, commune or zone says of itself, by the officers who work for it."""
