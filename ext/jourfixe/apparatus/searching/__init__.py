"""Full-text search: what a word is found by, and the index of all paragraphs, cut into files that a page can load."""
