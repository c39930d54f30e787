"""People: accounts and roles. Demo accounts only for now; sign-in and consent come here later."""
