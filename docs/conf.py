"""Settings of the edition. Everything that is not said here is said in ext/jourfixe."""

project = "Jour-fixe-Edition"
author = "Lesekreis"
copyright = "2026, die Autorinnen und Autoren der Protokolle"
language = "de"
version = release = "1"

extensions = ["myst_parser", "sphinxcontrib.bibtex", "jourfixe"]
exclude_patterns = ["_build"]
bibtex_bibfiles = ["../references.bib"]
bibtex_cite_id = "lit-{key}"
myst_enable_extensions = ["deflist", "colon_fence", "fieldlist"]
myst_heading_anchors = 3
myst_disable_syntax = ["html_block", "html_inline"]

# Where the edition is published; see docs/edition/veroeffentlichen.md.
# site_url = "https://example.org/jour-fixe/"

html_theme = "furo"
html_title = "Jour-fixe-Edition"
html_extra_path = ["_extra"]
epub_exclude_files = ["edition.schema.json"]
