"""The shape of the database, one dated step after another."""
