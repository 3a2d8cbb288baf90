"""The contract: what a row is."""
