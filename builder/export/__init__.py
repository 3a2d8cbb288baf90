"""The tables of a build -> its files, written whole or not at all."""
