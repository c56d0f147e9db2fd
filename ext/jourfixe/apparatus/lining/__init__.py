"""Where the printed lines of a witness begin that has only some of their numbers left."""
