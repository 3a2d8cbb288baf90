"""People look at rows: pages to review them on, decisions counted by rule, agreement of two reviewers."""
