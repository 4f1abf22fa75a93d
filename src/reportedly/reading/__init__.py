"""Article → Reading: spaCy components that write what they find into a notebook."""

from reportedly.reading.pipeline import Reader, reader

__all__ = ["Reader", "reader"]
