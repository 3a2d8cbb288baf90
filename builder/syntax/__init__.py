"""Sentences to dependency parses, and from a parse the arguments of a predicate, freed from voice."""
