"""What the editors add to a reading: numbers that stay, and the data of meta.toml and references.bib. Pure."""
