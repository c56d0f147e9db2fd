"""references.bib: read as far as it is sound, and set in German."""
