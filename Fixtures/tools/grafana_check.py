#!/usr/bin/env python3
"""Holds dashboards against the types of grafana-foundation-sdk 11.6; prints what is wrong, a line each.

usage: grafana_check.py DASHBOARD...

Its own from_json takes wrong types, so that the types are walked here: unknown keys, values of another type, values outside of an enumeration. With
every dashboard, faults of these kinds are tried, too: each has to be found.
"""
import copy, enum, importlib, inspect, json, re, sys, types, typing

from grafana_foundation_sdk.cog import plugins
from grafana_foundation_sdk.models import dashboard as model, prometheus

plugins.register_default_plugins()
PANELS = ("timeseries", "stat", "table", "text")
NAMES = {str: "a text", bool: "a boolean", list: "a list", dict: "an object"}


def keys(cls):
    """The attribute of each key, as from_json reads them."""
    return dict(re.findall(r'if "([^"]+)" in data:\s*\n\s*args\["([^"]+)"\]', inspect.getsource(cls.from_json)))


def faults(value, kind, path):
    """Where a value is not of a type."""
    origin = typing.get_origin(kind)
    if kind in (typing.Any, object, None):
        return []
    if origin in (typing.Union, types.UnionType):
        kinds = typing.get_args(kind)
        if value is None:
            return [] if type(None) in kinds else [path + " is null"]
        return min((faults(value, one, path) for one in kinds if one is not type(None)), key=len)
    if origin is list:
        if not isinstance(value, list):
            return [path + " is no list"]
        return [fault for index, one in enumerate(value) for fault in faults(one, typing.get_args(kind)[0], "%s[%d]" % (path, index))]
    if origin is dict:
        return [] if isinstance(value, dict) else [path + " is no object"]
    if origin is typing.Literal:
        return [] if value in typing.get_args(kind) else ["%s: %r is none of %s" % (path, value, typing.get_args(kind))]
    if not isinstance(kind, type):
        return []
    if issubclass(kind, enum.Enum):
        return [] if value in [one.value for one in kind] else ["%s: %r is none of its values" % (path, value)]
    if kind in (int, float):
        return [path + " is no number"] if isinstance(value, bool) or not isinstance(value, (int, float)) else []
    if kind in NAMES:
        return [] if isinstance(value, kind) else ["%s is not %s" % (path, NAMES[kind])]
    if kind is model.Panel:
        return panel_faults(value, path)
    return object_faults(value, kind, path) if hasattr(kind, "from_json") else []


def object_faults(value, kind, path):
    if not isinstance(value, dict):
        return [path + " is no object"]
    known, hints, found = keys(kind), typing.get_type_hints(kind, vars(sys.modules[kind.__module__])), []
    for key, part in value.items():
        where = "%s.%s" % (path, key)
        if key == "panels":
            found += [fault for index, one in enumerate(part) for fault in panel_faults(one, "%s[%d]" % (where, index))]
        elif key in known:
            found += faults(part, hints.get(known[key], typing.Any), where)
        else:
            found.append("%s: no key of %s" % (where, kind.__name__))
    return found


def panel_faults(panel, path):
    found = object_faults({key: panel[key] for key in panel if key not in ("options", "fieldConfig", "targets")}, model.Panel, path)
    if panel.get("type") not in PANELS:
        return found + ["%s.type: %r is no panel of ours" % (path, panel.get("type"))]
    module = importlib.import_module("grafana_foundation_sdk.models." + panel["type"])
    found += faults(panel.get("options", {}), module.Options, path + ".options")
    if "fieldConfig" in panel:
        found += faults(panel["fieldConfig"], model.FieldConfigSource, path + ".fieldConfig")
    return found + [
        fault for index, target in enumerate(panel.get("targets", []))
        for fault in faults(target, prometheus.Dataquery, "%s.targets[%d]" % (path, index))]


def mutants(dashboard):
    """(what is wrong, the dashboard) for faults of these kinds."""
    def changed(change):
        other = copy.deepcopy(dashboard)
        change(other, next(panel for panel in other["panels"] if panel["type"] == "timeseries"))
        return other

    yield "an unknown key of a panel", changed(lambda _, panel: panel.update(colour="red"))
    yield "an unknown key of a target", changed(lambda _, panel: panel["targets"][0].update(expression="up"))
    yield "a text for a number", changed(lambda _, panel: panel["gridPos"].update(h="9"))
    yield "null", changed(lambda _, panel: panel["targets"][0].update(refId=None))
    yield "a panel type that does not exist", changed(lambda _, panel: panel.update(type="graphs"))
    yield "a value outside an enumeration", changed(lambda _, panel: panel["options"]["tooltip"].update(mode="many"))
    yield "an object for a list", changed(lambda all, _: all.update(tags={}))


def main():
    found = []
    for path in sys.argv[1:]:
        dashboard = json.load(open(path))
        found += ["%s: %s" % (path, fault) for fault in object_faults(dashboard, model.Dashboard, "$")]
        found += ["%s: %s is not found" % (path, what) for what, mutant in mutants(dashboard) if not object_faults(mutant, model.Dashboard, "$")]
    print("\n".join(found) if found else "%d clean" % len(sys.argv[1:]))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
