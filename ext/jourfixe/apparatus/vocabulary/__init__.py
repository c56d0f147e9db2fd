"""Terms and persons in running German."""
