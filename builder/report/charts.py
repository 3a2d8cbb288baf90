"""The charts of the page: Altair charts without data -> Vega-Lite specifications. charts.js gives them the data.

Colours and the part of the world that is shown are parameters, so that the page sets them by theme and by filters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert

Spec = dict[str, Any]

_COLOUR = alt.Color("colour:N", scale=None)
_DAYS = alt.Axis(grid=False, labelOverlap=True, labelSeparation=8)


def specs() -> dict[str, Spec]:
    """Chart name -> specification."""
    return {"map": _map().to_dict(), "events": _series().to_dict(), "deaths": _series().to_dict()}


@lru_cache(maxsize=1)
def scripts() -> str:
    """Vega, Vega-Lite and the loader of both, as one script; two seconds to make."""
    version = str(alt.SCHEMA_VERSION).removeprefix("v").rpartition(".")[0]
    text: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", version)
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _map() -> alt.LayerChart:
    """Countries as Natural Earth draws them, and a circle per place."""
    outlines = alt.NamedData(name="outlines", format=alt.TopoDataFormat(feature="countries", type="topojson"))
    countries = alt.Chart(outlines).mark_geoshape(
        clip=True, fill=alt.expr("land"), stroke=alt.expr("border"), strokeWidth=0.7
    )
    circles = (
        alt.Chart(alt.NamedData(name="places"))
        .mark_circle(clip=True, opacity=0.72, stroke=alt.expr("halo"), strokeWidth=0.8)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size("events:Q", scale=alt.Scale(zero=True, range=[0, 900], rangeMin=24), legend=None),
            color=_COLOUR,
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("place", "told", "deaths", "mostly")],
        )
    )
    label = alt.Chart(alt.NamedData(name="names")).encode(longitude="longitude:Q", latitude="latitude:Q", text="name:N")
    under = label.mark_text(clip=True, fontSize=11.5, dy=-12, stroke=alt.expr("land"), strokeWidth=3, opacity=0.85)
    names = label.mark_text(clip=True, fontSize=11.5, dy=-12, fill=alt.expr("ink"))
    values = {"land": "#eee", "border": "#ccc", "halo": "#fff", "ink": "#000", "zoom": 150, "east": 0, "north": 0}
    params = [alt.param(name=name, value=value) for name, value in values.items()]
    made: alt.LayerChart = (
        alt.layer(countries, circles, under, names)
        .add_params(*params)
        .project(
            type="naturalEarth1",
            scale=alt.expr("zoom"),
            rotate=alt.expr("[-east, 0, 0]"),
            center=alt.expr("[0, north]"),
        )
        .properties(width="container", height="container", padding=0)
        .configure_view(stroke=None)
    )
    return made


def _series() -> alt.Chart:
    """Bars over time, one upon the other by event type; each spans its day, week or month."""
    made: alt.Chart = (
        alt.Chart(alt.NamedData(name="series"))
        .mark_rect(strokeWidth=0)
        .encode(
            x=alt.X("from:T", scale=alt.Scale(type="utc"), title=None, axis=_DAYS),
            x2="to:T",
            y=alt.Y("low:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4, format=",d")),
            y2="high:Q",
            color=_COLOUR,
            tooltip=[alt.Tooltip(f"{name}:N") for name in ("period", "type", "told")],
        )
        .properties(width="container", height=130, padding={"left": 0, "top": 4, "right": 4, "bottom": 5})
        .configure_view(stroke=None)
    )
    return made
