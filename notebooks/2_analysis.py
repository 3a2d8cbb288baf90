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
# # The usual analysis
#
# A monthly series, a table by province, a map and a network of actors. The functions below know nothing of Tocsin:
# they use the columns of ACLED's data and nothing else. They are run twice, first on what
# [1_dataset.py](1_dataset.py) built, then on a file in the form in which ACLED's export tool writes its rows.

# %%
from importlib import resources

import geopandas
import matplotlib.pyplot as plt
import networkx as nx
import pandas as pd
from matplotlib.dates import AutoDateLocator, DateFormatter
from matplotlib.ticker import MaxNLocator

plt.rcParams.update({"figure.dpi": 110, "axes.spines.top": False, "axes.spines.right": False, "font.size": 9})

COLORS = {
    "Battles": "#8c2d04",
    "Explosions/Remote violence": "#d94801",
    "Violence against civilians": "#3f007d",
    "Protests": "#2171b5",
    "Riots": "#6baed6",
    "Strategic developments": "#737373",
}


def read(path):
    """A file of events with the days as days."""
    events = pd.read_csv(path, encoding="utf-8-sig")
    events["event_date"] = pd.to_datetime(events["event_date"])
    return events


# %% [markdown]
# ## Events and deaths by month

# %%
def monthly(events):
    """Events by month and type as bars, deaths as a line."""
    month = pd.Grouper(key="event_date", freq="MS")
    deaths = events.groupby(month)["fatalities"].sum()
    counts = events.groupby([month, "event_type"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=deaths.index, columns=[name for name in COLORS if name in counts], fill_value=0)

    figure, (top, bottom) = plt.subplots(2, 1, figsize=(7, 5), sharex=True, height_ratios=[3, 2], layout="constrained")
    base = 0
    for name in counts:
        top.bar(counts.index, counts[name], bottom=base, color=COLORS[name], label=name, width=21)  # days
        base = base + counts[name].to_numpy()
    bottom.plot(deaths.index, deaths, color="black", marker="o")
    for axes, label, highest in ((top, "events", base.max()), (bottom, "deaths", deaths.max())):
        axes.set_ylabel(label)
        axes.set_ylim(0, 1.1 * max(highest, 1))
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True, steps=[1, 2, 5, 10]))
    top.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(1, 1))
    where = AutoDateLocator(minticks=2, maxticks=12)
    bottom.xaxis.set_major_locator(where)
    bottom.xaxis.set_major_formatter(DateFormatter("%b\n%Y"))
    plt.close(figure)  # shown once, as the value of the cell
    return figure


# %% [markdown]
# ## Events and deaths by province

# %%
def provinces(events):
    """Events, deaths, and how many aimed at civilians, by country and admin1."""
    marked = events.assign(civilians=events["civilian_targeting"].eq("Civilian targeting"))
    table = marked.groupby(["country", "admin1"]).agg(
        events=("event_id_cnty", "size"), deaths=("fatalities", "sum"), on_civilians=("civilians", "sum")
    )
    return table.sort_values(["deaths", "events"], ascending=False)


# %% [markdown]
# ## A map
#
# Points are sized by deaths. Rows that stand for a whole province (`geo_precision` 3) are left out, as most analyses
# do. The outlines of countries are Natural Earth's, as `tocsin report` draws them: they show borders as they are drawn
# there, which settles nothing where a border is contested.

# %%
def event_map(events, outlines):
    """Events as points, sized by deaths, over the outlines of countries."""
    placed = events[events["geo_precision"] <= 2]
    points = geopandas.GeoDataFrame(
        placed, geometry=geopandas.points_from_xy(placed["longitude"], placed["latitude"]), crs="EPSG:4326"
    )
    west, south, east, north = points.total_bounds
    frame = (west - 2, south - 2, east + 2, north + 2)
    height = 7.5 * (frame[3] - frame[1]) / (frame[2] - frame[0])
    figure, axes = plt.subplots(figsize=(7.5, min(7, height) + 1), layout="constrained")
    seen = outlines.clip(frame)
    seen.plot(ax=axes, color="#f4f1ea", edgecolor="#a8a29e", linewidth=0.8)
    large = seen[seen.bounds["maxx"] - seen.bounds["minx"] > 2.5]  # degrees; a name needs room
    for name, shape in zip(large["name"], large.geometry, strict=True):
        middle = shape.representative_point()
        axes.annotate(name.upper(), (middle.x, middle.y), ha="center", fontsize=7, color="#8a837a")
    for name, color in COLORS.items():
        some = points[points["event_type"] == name].sort_values("fatalities", ascending=False)
        if len(some):
            axes.scatter(some.geometry.x, some.geometry.y, 25 + 12 * some["fatalities"], color, alpha=0.7, label=name)
    axes.set_xlim(frame[0], frame[2])
    axes.set_ylim(frame[1], frame[3])
    axes.set_aspect("equal")
    axes.tick_params(labelsize=7)
    axes.set(xlabel="longitude", ylabel="latitude")
    legend = figure.legend(frameon=False, fontsize=8, loc="outside lower center", ncols=3)
    for handle in legend.legend_handles:
        handle.set_sizes([40])
    plt.close(figure)  # shown once, as the value of the cell
    return figure


# %% [markdown]
# ## Who meets whom

# %%
KINDS = {
    "State forces": "#1b4965",
    "External/Other forces": "#62a1c7",
    "Rebel group": "#8c2d04",
    "Political militia": "#d9822b",
    "Identity militia": "#e6b800",
    "Civilians": "#737373",
}


def network(events):
    """Who fought or struck whom, by kind of actor; the wider the line, the more often."""
    pairs = events[events["actor2"].notna() & ~events["event_type"].isin(["Protests", "Riots"])]
    kinds = pairs.set_index("actor1")["inter1"].to_dict() | pairs.set_index("actor2")["inter2"].to_dict()
    graph = nx.Graph()
    for (one, other), number in pairs.groupby(["actor1", "actor2"]).size().items():
        before = graph.get_edge_data(one, other, {"weight": 0})["weight"]
        graph.add_edge(one, other, weight=before + number)
    order = sorted(graph, key=lambda name: (list(KINDS).index(kinds[name]), name))
    places = nx.circular_layout(order)
    widths = [1.5 * weight for *_, weight in graph.edges(data="weight")]
    figure, axes = plt.subplots(figsize=(8, 5.5), layout="constrained")
    nx.draw_networkx_edges(graph, places, ax=axes, width=widths, edge_color="#b8b2ac")
    for kind, color in KINDS.items():
        named = [name for name in order if kinds[name] == kind]
        sizes = [60 + 60 * graph.degree(name) for name in named]
        if named:
            nx.draw_networkx_nodes(graph, places, named, sizes, color, ax=axes, label=kind)
    for name, (x, y) in places.items():
        short = name.split(":")[0].split(" - ")[0]
        side, away = ("left", 1) if x > 0.01 else ("right", -1) if x < -0.01 else ("center", 0)
        upright = "center" if away else "bottom" if y > 0 else "top"
        shift = (12 * away, 0 if away else 12 if y > 0 else -12)
        axes.annotate(short, (x, y), shift, textcoords="offset points", ha=side, va=upright, fontsize=8)
    axes.set_xlim(-2.2, 2.2)
    axes.set_ylim(-1.25, 1.25)
    axes.set_axis_off()
    legend = figure.legend(frameon=False, fontsize=8, loc="outside lower center", ncols=3)
    for handle in legend.legend_handles:
        handle.set_sizes([40])
    plt.close(figure)  # shown once, as the value of the cell
    return figure


# %% [markdown]
# ## On a build of Tocsin

# %%
borders = resources.files("tocsin") / "report" / "data" / "countries-50m.json"
outlines = geopandas.read_file(borders, layer="countries")
ours = read("../output/sahel/events.csv")
len(ours), ours["event_date"].min().date(), ours["event_date"].max().date()

# %%
monthly(ours)

# %%
provinces(ours)

# %%
event_map(ours, outlines)

# %%
network(ours)

# %% [markdown]
# ## On a file in the form of ACLED's export
#
# `export_form.csv` holds twelve invented rows as ACLED's export tool writes them: a mark of UTF-8 at the start, days
# such as `16 May 2024`. Not a line of the functions changes.

# %%
theirs = read("export_form.csv")
monthly(theirs)

# %%
provinces(theirs)

# %%
event_map(theirs, outlines)

# %%
network(theirs)
