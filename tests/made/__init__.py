"""Files whose truth is known: manuscripts, and makers that print them and say what stands where."""
