"""Numbers that stay: the register, and paragraphs found again by what they say."""
