"""How edits merge, who signed them, what a replica still lacks. Pure; the rules are in SPEC.md."""
