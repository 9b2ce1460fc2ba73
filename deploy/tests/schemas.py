"""Writes what Kubernetes says of its types as schemas that kubeconform reads, one file for each kind.

usage: schemas.py SWAGGER FOLDER

Unknown fields are wrong in them, and what Kubernetes takes as a number or a text is not a text only.
"""

import json
import pathlib
import sys

REFERENCE = "#/definitions/"
NUMBER_OR_TEXT = {"type": ["string", "number"]}
LOOSE = {
    "io.k8s.apimachinery.pkg.util.intstr.IntOrString": NUMBER_OR_TEXT,
    "io.k8s.apimachinery.pkg.api.resource.Quantity": NUMBER_OR_TEXT,
}


def closed(definition):
    return {**definition, "additionalProperties": False} if "properties" in definition else definition


def references(node):
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].removeprefix(REFERENCE)
        for child in node.values():
            yield from references(child)
    elif isinstance(node, list):
        for child in node:
            yield from references(child)


def needed(name, definitions, found):
    if name not in found:
        found[name] = definitions[name]
        for other in references(definitions[name]):
            needed(other, definitions, found)
    return found


def file(kind):
    group = kind["group"].split(".")[0]
    return "-".join(filter(None, [kind["kind"].lower(), group, kind["version"].lower()])) + ".json"


def main(swagger, folder):
    definitions = {
        name: LOOSE.get(name, closed(definition))
        for name, definition in json.loads(pathlib.Path(swagger).read_text())["definitions"].items()
    }
    for name, definition in definitions.items():
        kinds = definition.get("x-kubernetes-group-version-kind", [])
        if len(kinds) == 1 and kinds[0]["version"].startswith("v") and kinds[0]["version"][1:].isdigit():
            schema = {"$ref": REFERENCE + name, "definitions": needed(name, definitions, {})}
            (pathlib.Path(folder) / file(kinds[0])).write_text(json.dumps(schema))


if __name__ == "__main__":
    main(*sys.argv[1:])
