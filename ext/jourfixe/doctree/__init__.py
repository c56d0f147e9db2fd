"""The model as docutils nodes. Knows docutils, but neither Sphinx nor files."""
