"""Events as points on a map: GeoParquet and GeoJSON, WGS84, longitude before latitude as both formats want it."""

from __future__ import annotations

import json
import struct
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
from tocsin.export.datapackage import resource
from tocsin.export.selection import Selection
from tocsin.export.write import write_parquet

_POINT = struct.Struct("<BIdd")
_LITTLE_ENDIAN, _WKB_POINT = 1, 1
VERSION = "1.1.0"
"""Of the GeoParquet specification."""
_CRS = Path(__file__).parent / "data" / "epsg_4326.json"
"""WGS84 as PROJJSON (EPSG:4326). Without it readers take OGC:CRS84, and a join with most polygons warns."""


def write_geoparquet(selection: Selection, folder: Path) -> list[dict[str, Any]]:
    """events.geo.parquet: the 31 columns and `geometry`, points in WKB."""
    events = selection.events()
    points = list(zip(events["longitude"].to_pylist(), events["latitude"].to_pylist(), strict=True))
    geometry = [_POINT.pack(_LITTLE_ENDIAN, _WKB_POINT, x, y) for x, y in points]
    field = pa.field("geometry", pa.binary(), nullable=False, metadata={"description": "The point, as WKB."})
    table = events.append_column(field, pa.array(geometry, type=pa.binary()))
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    column["crs"] = json.loads(_CRS.read_text(encoding="utf-8"))
    if points:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        column["bbox"] = [min(xs), min(ys), max(xs), max(ys)]
    geo = {"version": VERSION, "primary_column": "geometry", "columns": {"geometry": column}}
    table = table.replace_schema_metadata({"geo": json.dumps(geo)})
    write_parquet(table, folder / "events.geo.parquet")
    return [resource("events_geoparquet", "events.geo.parquet", "events", table.schema)]


def write_geojson(selection: Selection, folder: Path) -> list[dict[str, Any]]:
    """events.geojson: a FeatureCollection (RFC 7946), the other 29 columns as properties, the key as id too."""
    events = selection.events()
    with (folder / "events.geojson").open("w", encoding="utf-8", newline="\n") as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        for number, row in enumerate(events.to_pylist()):
            stream.write(",\n" if number else "\n")
            stream.write(json.dumps(_feature(row), ensure_ascii=False))
        stream.write("\n]}\n")
    found = resource("events_geojson", "events.geojson", "events", events.schema)
    return [{**found, "mediatype": "application/geo+json"}]


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    place = [row["longitude"], row["latitude"]]
    kept = {name: value for name, value in row.items() if name not in ("longitude", "latitude")}
    cells = {name: value.isoformat() if isinstance(value, date) else value for name, value in kept.items()}
    geometry = {"type": "Point", "coordinates": place}
    return {"type": "Feature", "id": row["event_id_cnty"], "geometry": geometry, "properties": cells}
