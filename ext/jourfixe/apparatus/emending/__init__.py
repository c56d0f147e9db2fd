"""What is done to the words of a witness, by editors and in reading."""
