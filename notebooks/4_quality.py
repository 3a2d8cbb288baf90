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
# # How right is it? Check with rows of your own
#
# `coded.csv` holds what a person made of the 35 stories: a row per event, and a row without a day for a story that has
# none. Two outlets told of the same attack near Koro; their rows say the same, so they count as one event.

# %%
import pandas as pd
import tocsin

coded = pd.read_csv("coded.csv")
coded.head(6)

# %% [markdown]
# One call compares them with the build of [1_dataset.py](1_dataset.py). The stories are given too, so that errors can
# quote whole sentences.

# %%
found = tocsin.evaluate("../output/sahel", "coded.csv", inputs="stories")
found

# %% [markdown]
# ## Each column
#
# `precision` is the share of what was built that is right, `recall` the share of what was coded that was built.
# `accuracy` looks at the events that were found, and tells how far to trust a cell of theirs.

# %%
columns = found.columns_table.set_index("column")
columns.round(3)

# %%
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(7, 3.6), layout="constrained")
shown = columns[["precision", "recall", "accuracy"]].iloc[::-1]
shown.plot.barh(ax=axes, color=["#c4462f", "#2a7fb8", "#6f7b84"], width=0.75)
axes.set(xlim=(0, 1), xlabel="share", ylabel="", title="How right each column is")
axes.spines[["top", "right"]].set_visible(False)
axes.legend(
    *(handles[::-1] for handles in axes.get_legend_handles_labels()),
    loc="center left",
    bbox_to_anchor=(1, 0.5),
    frameon=False,
)
plt.show()

# %% [markdown]
# ## What was taken for what
#
# A type that was coded and not built stands beside `no event`.

# %%
confusion = pd.DataFrame(found.confusion).replace("", "no event")
confusion[confusion["gold"] != confusion["built"]]

# %% [markdown]
# ## Every error, with the words and the rule behind it
#
# This is the part to spend time on. A wrong cell comes from some rule, and a missed event from a missing one.

# %%
errors = found.errors_table[["kind", "articles", "column", "expected", "found", "quote", "rules", "hint"]]
errors.style.set_properties(**{"white-space": "normal", "text-align": "left"})

# %% [markdown]
# ## Did the new rule help?
#
# [3_rule.py](3_rule.py) taught Tocsin about masts. `compare` puts each gain and loss down to the rule that made it.

# %%
change = tocsin.compare("../output/sahel", "../output/sahel-masts", "coded.csv")
change.table[["cause", "rule_is", "appeared", "found", "lost", "righted", "wronged", "fewer_extra", "more_extra"]]

# %%
rates = {"before": change.before.rows, "after": change.after.rows}
pd.DataFrame({name: {"precision": rows.precision, "recall": rows.recall} for name, rows in rates.items()}).round(3)

# %% [markdown]
# Thirty-five stories written to be clear say little about news as it is. Code fifty articles of your own:
# [Measure a build by your own coding](../docs/evaluate.md) tells how, and what each figure means.
