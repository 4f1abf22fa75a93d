"""The formats of files that come with the program, one module each."""
