"""From a draft that people write to a published form (schemas/forms/README.md, drafts)."""
