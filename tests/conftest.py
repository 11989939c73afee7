"""The people and things that tests speak of."""
