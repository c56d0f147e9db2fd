"""notes.md."""
