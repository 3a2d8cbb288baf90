"""Prove rules by their own texts: every example fires its rule, no counterexample does, through the real stages."""
