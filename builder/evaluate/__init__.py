"""Judge a build by hand-coded rows: which events it has, which cells are right, what is wrong and why."""
