"""A dataset's metadata as Croissant 1.0, which dataset search and loaders read.

Source: https://docs.mlcommons.org/croissant/docs/croissant-spec.html
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from blogsieve.cleaners.schema import load_schema

if TYPE_CHECKING:
    from blogsieve.cleaners.corpus.dataset.manifest import Manifest
    from blogsieve.cleaners.corpus.survey import Survey

CROISSANT = "croissant.json"
CONTEXT = "croissant_context.json"
TYPES = {"string": "sc:Text", "integer": "sc:Integer", "number": "sc:Float"}
PARQUET = "application/x-parquet"
# What a page that is copied nowhere may be used for is for its owner to say.
NO_LICENSE = "https://rightsstatements.org/vocab/CNE/1.0/"  # copyright not evaluated
SPDX = "https://spdx.org/licenses/"


def croissant_of(manifest: Manifest, name: str, survey: Survey) -> str:
    """Return the metadata of a version of a dataset as JSON-LD."""
    data: dict[str, Any] = {
        "@context": json.loads(files(__package__).joinpath(CONTEXT).read_text("utf-8")),
        "@type": "sc:Dataset",
        "name": name,
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "description": f"Posts: {survey.posts:,}; blogs: {len(survey.blogs.counts):,}. As their authors wrote them.",
        "license": license_of(survey),
        "url": "./",
        "version": manifest.version,
        "datePublished": manifest.made,
        "inLanguage": [name for name, _ in survey.languages.most_common() if name != "und"],
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": shard.name,
                "name": shard.name,
                "contentUrl": shard.name,
                "contentSize": f"{shard.bytes} B",
                "encodingFormat": PARQUET,
                "sha256": shard.sha256,
            }
            for shard in manifest.shards
        ],
        "recordSet": [record_set(shard.name, number) for number, shard in enumerate(manifest.shards)],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def record_set(shard: str, number: int) -> dict[str, Any]:
    """Return the posts of a shard as a set of records, with the keys that are plain values."""
    name = f"posts-{number:05}"
    plain = {key: part for key, part in load_schema()["properties"].items() if part["type"] in TYPES}
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "key": {"@id": f"{name}/id"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{key}",
                "name": key,
                "description": part.get("description", key),
                "dataType": TYPES[part["type"]],
                "source": {"fileObject": {"@id": shard}, "extract": {"column": key}},
            }
            for key, part in plain.items()
        ],
    }


def license_of(survey: Survey) -> str:
    """Return the address of the licence that all posts are under; else that nobody has looked into their rights."""
    names = [name for name, _ in survey.licenses.most_common()]
    if len(names) != 1 or not names[0]:
        return NO_LICENSE
    return names[0] if "://" in names[0] else f"{SPDX}{names[0]}.html"
