"""Federation: sign-in at another's door, the national e-ID or a city's own, by OpenID Connect."""
