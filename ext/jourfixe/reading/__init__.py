"""From a witness to the model. Pure: no docutils, no Sphinx, no writing.

decode → source → margin (numbers, chain), furniture → blocks (rows; forms: items, tables, notes) → units (threads:
tokens, markup; weave, plain, hyphen, emphasis, pages) → assemble (header, voices, lines) → account, remarks.
`read` is the order.
"""

from .read import Reading, read_bytes, read_file

__all__ = ["Reading", "read_bytes", "read_file"]
