# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Write a rule and see what it changes
#
# Two stories tell of telephone masts that were sawed down. A careful coder makes each of them a row, *Looting/property
# destruction*. Tocsin made none of them in [1_dataset.py](1_dataset.py). Why?

# %%
from pathlib import Path

import tocsin

told = "Gunmen sawed down two telephone masts in Djibo, Burkina Faso, on Sunday."
print(tocsin.code(told, published="2025-05-20").explain())

# %% [markdown]
# `not gated`: no rule has any of these words. So we write one. The act *destroy* exists ("property is burned, wrecked
# or sabotaged"); what is missing are the words for it. A rule also says why it is there, what it must take, and what it
# must leave alone: a forester saws down trees.

# %%
rules = Path("my-rules")
rules.mkdir(exist_ok=True)
(rules / "masts.toml").write_text('''
[[words]]
id = "mine.masts"
why = "what carries calls and current"
words = ["mast", "masts", "pylon", "pylons", "antenna", "antennas", "relay tower", "relay towers"]

[[act]]
id = "mine.saw_down"
act = "destroy"
why = "a mast that is sawed down by armed men is destroyed property"
construction = "affecting"
verbs = ["saw down"]
require = { patient = ["@mine.masts"] }
examples = [
  "Gunmen sawed down two telephone masts in Djibo.",
  "Three pylons were sawed down by militants near Bankass.",
]
counterexamples = ["The forester sawed down an oak near Kaya."]
''')

# %% [markdown]
# Prove it before you use it: every example must fire the rule, no counterexample may.

# %%
# !tocsin rules test mine.saw_down --rules my-rules

# %% [markdown]
# Now build again with the rule, and compare the two builds.

# %%
after = tocsin.build("stories", "../output/sahel-masts", rules="my-rules")
before = tocsin.load("../output/sahel")
len(before.events), len(after.events)

# %%
changes = tocsin.diff("../output/sahel", "../output/sahel-masts")
changes[["kind", "new_key", "column", "after", "cause"]]

# %% [markdown]
# Two rows appeared, and nothing else moved: no row was lost to the new rule. Each of the new ones names the rule and
# its file behind its type.

# %%
new = after.events[~after.events["event_id_cnty"].isin(before.events["event_id_cnty"])]
new[["event_date", "sub_event_type", "actor1", "actor2", "location", "notes"]]

# %%
print(after.explain(new["event_id_cnty"].iloc[0])[:900])

# %% [markdown]
# [Write a rule](../docs/rules.md) has all keys of a rule; `tocsin rules new act` prints a template.
