"""The printed edition: PDFs set with Typst, for each protocol and each year."""
