"""Make the map's data from the full boundaries: `python -m guide.web.presenters.build_map SOURCE`.

SOURCE is `kommuner.geojson` (Geodatastyrelsen 2014), 1.9 MB, which the project does not carry.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

import click

from guide.web.presenters.boundaries import Municipality, centroid, read_municipalities


def write_centroids(municipalities: Iterable[Municipality], path: Path) -> None:
    """Write code, latitude and longitude (degrees, four decimals: about 10 m) by municipality."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["code", "lat", "lon"])
        for municipality in municipalities:
            longitude, latitude = centroid(municipality)
            writer.writerow([municipality.code, f"{latitude:.4f}", f"{longitude:.4f}"])


@click.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--data", default="data", type=click.Path(file_okay=False, path_type=Path))
def main(source: Path, data: Path) -> None:
    """Make the centroids from SOURCE, the full boundaries as GeoJSON."""
    municipalities = read_municipalities(source)
    write_centroids(municipalities, data / "centroids.csv")
    click.echo(f"{len(municipalities)} municipalities")


if __name__ == "__main__":
    main()
