"""Who works here: an account, and what its mandates let it do now; asked by every route of the staff."""
