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
# # From articles to a dataset
#
# The folder `stories` holds 35 short news stories, one per text file, about the first half of 2025 in Mali, Burkina
# Faso and Niger. The places and the armed groups are real; the events, the people and the outlets are invented.
#
# The first lines of a file say what it is: a title, a day, a source. Then comes the text.

# %%
from pathlib import Path

import tocsin

print(Path("stories/03-djibo-ambush.txt").read_text())

# %% [markdown]
# One call reads them all, codes them, and writes a folder.

# %%
build = tocsin.build("stories", "../output/sahel")
build

# %% [markdown]
# ## The rows
#
# `events` is a pandas table with the 31 columns that users of ACLED's data know. Here are some of them.

# %%
events = build.events
events[["event_date", "sub_event_type", "actor1", "actor2", "location", "fatalities"]].head(10)

# %% [markdown]
# ## What became of every article
#
# No article is lost in silence. `no_event` is an answer too, and it comes with its reason.

# %%
build.articles.groupby("status").size()

# %%
build.articles.loc[build.articles["status"] == "no_event", ["article_id", "reason"]]

# %% [markdown]
# This is the list to read for what was missed. The masts that were sawed down are damage to property, but Tocsin does
# not know the words: [3_rule.py](3_rule.py) teaches it.
#
# ## What was left out, and why
#
# A candidate that is no event is kept with the words it was read from: a march that is only planned, fights that are
# background, a football match in the words of war.

# %%
build.excluded[["reasons", "quote"]].style.set_properties(**{"white-space": "normal", "text-align": "left"})

# %% [markdown]
# ## Two reports of one event
#
# Two outlets told of the attack near Koro. It is one row, with both sources.

# %%
events.loc[events["location"] == "Koro", ["event_date", "sub_event_type", "location", "fatalities", "source"]]

# %% [markdown]
# ## Why a row exists
#
# Each cell leads back to words of an article and to the rule that read them.

# %%
koro = events.loc[events["location"] == "Koro", "event_id_cnty"].iloc[0]
print(build.explain(koro))

# %% [markdown]
# The evidence is a table as well, so you can ask it questions. Which words gave the deaths of each row?

# %%
deaths = build.evidence.query("column == 'fatalities' and quote.notna()")
deaths[["event_id_cnty", "value", "role", "quote"]].head(8)

# %% [markdown]
# ## How sure a row is
#
# `details` grades every row: A when day, place and type are told directly, C when much was inferred.

# %%
build.details.groupby("grade").size()

# %%
sure = events[events["event_id_cnty"].isin(build.details.query("grade == 'A'")["event_id_cnty"])]
len(events), len(sure)

# %% [markdown]
# ## Take it elsewhere
#
# `../output/sahel/events.csv` opens anywhere. Other formats are one call away. [2_analysis.py](2_analysis.py) goes on
# with the file.

# %%
tocsin.export("../output/sahel", "geojson")
sorted(path.name for path in Path("../output/sahel").iterdir())
