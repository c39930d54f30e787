"""The feed: what happened, in commit order, and how far a device has read it."""
