"""Citations in running text: found, and then resolved."""
