"""From a witness to the model. Pure: no docutils, no Sphinx, no writing.

decode → source → margin, furniture → blocks → weave (one paragraph) → voices → header → lines; `read` is the order.
"""

from .read import Reading, read_bytes, read_file

__all__ = ["Reading", "read_bytes", "read_file"]
