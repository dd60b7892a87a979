#!/usr/bin/env python3
"""Holds objects in YAML against the schema of their custom resource definition; prints what is wrong, a line each.

usage: crd_check.py CRD OBJECT...

The schema is taken as closed: a key that it does not have is wrong, which the API server would drop. Of `metadata` there are name, namespace, labels
and annotations, all texts.
"""
import re, sys
import yaml

TEXTS = {"type": "object", "additionalProperties": {"type": "string"}}
METADATA = {
    "type": "object", "required": ["name"],
    "properties": {"name": {"type": "string", "pattern": "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$"}, "namespace": {"type": "string"}, "labels": TEXTS, "annotations": TEXTS}}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float)}


def faults(value, schema, path):
    """Where a value is not what its schema says."""
    if schema.get("x-kubernetes-int-or-string"):
        if not isinstance(value, (int, str)) or isinstance(value, bool):
            yield "%s is neither a number nor a text" % path
        return
    kind = schema["type"]
    if not isinstance(value, TYPES[kind]) or kind in ("integer", "number") and isinstance(value, bool):
        yield "%s is no %s" % (path, kind)
        return
    if kind == "object":
        known, others = schema.get("properties", {}), schema.get("additionalProperties")
        yield from ("%s has no %s" % (path, key) for key in schema.get("required", []) if key not in value)
        for key, member in value.items():
            if key in known or others:
                yield from faults(member, known.get(key) or others, "%s.%s" % (path, key))
            else:
                yield "%s.%s is unknown" % (path, key)
    elif kind == "array":
        names = [tuple(element.get(key) for key in schema["x-kubernetes-list-map-keys"]) for element in value] if "x-kubernetes-list-map-keys" in schema else []
        if len(names) != len(set(names)):
            yield "%s has an element twice" % path
        for index, element in enumerate(value):
            yield from faults(element, schema["items"], "%s[%d]" % (path, index))
    elif kind == "string":
        if len(value) < schema.get("minLength", 0):
            yield "%s is too short" % path
        if not re.search(schema.get("pattern", ""), value):
            yield "%s does not match %s" % (path, schema["pattern"])
        if value not in schema.get("enum", [value]):
            yield "%s is none of %s" % (path, schema["enum"])


def main():
    definition = yaml.safe_load(open(sys.argv[1]))["spec"]
    version = definition["versions"][0]
    schema = version["schema"]["openAPIV3Schema"]
    schema["properties"]["metadata"] = METADATA
    schema["required"] = sorted({*schema.get("required", []), "apiVersion", "kind", "metadata"})
    for name, what in (("apiVersion", "%s/%s" % (definition["group"], version["name"])), ("kind", definition["names"]["kind"])):
        schema["properties"][name]["enum"] = [what]
    wrong = [fault for path in sys.argv[2:] for fault in faults(yaml.safe_load(open(path)), schema, path)]
    print("\n".join(wrong) if wrong else "%d valid" % len(sys.argv[2:]))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
