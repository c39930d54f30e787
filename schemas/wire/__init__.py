"""What travels: msgspec structs, frozen, every field required, unknown fields forbidden."""
