"""What a schema does not see of a Grafana dashboard: names that nobody writes, queries that are not there, variables that nobody sets."""
import copy, json, re

BUILTIN = {"__all", "__rate_interval", "__range", "__range_s", "__data"}


def families(text):
    """The names of the families of a query, and of what is recorded."""
    text = re.sub(r'"[^"]*"', '""', text)
    return {name for name in re.findall(r"[a-zA-Z_:][a-zA-Z0-9_:]*", text) if ":" in name or re.match(r"(flowaudit|hubble|argocd|node)_|ALERTS$|up$", name)}


def queries(dashboard):
    """(where, query) of panels, variables and annotations."""
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield "panel %s" % panel["id"], target.get("expr", "")
    for variable in dashboard["templating"]["list"]:
        if variable["type"] == "query":
            yield "variable " + variable["name"], re.sub(r"^label_values\((.*), *\w+\)$", r"\1", variable["query"])
    for annotation in dashboard["annotations"]["list"]:
        yield "annotation", annotation["expr"]


def faults(dashboard, known):
    """What is wrong; `known` are the families that somebody writes."""
    found, numbers = [], set()
    variables = {variable["name"] for variable in dashboard["templating"]["list"]} | BUILTIN
    for where, query in queries(dashboard):
        found += ["%s asks %s, which nobody writes" % (where, name) for name in families(query) - known]
    for panel in dashboard["panels"]:
        where = "panel %s" % panel.get("id")
        if panel.get("id") in numbers:
            found.append(where + " is there twice")
        numbers.add(panel.get("id"))
        if panel["type"] == "text":
            continue
        if not panel.get("datasource", {}).get("uid"):
            found.append(where + " has no datasource")
        if not panel.get("targets"):
            found.append(where + " asks nothing")
        for target in panel.get("targets", []):
            if not target.get("expr"):
                found.append(where + " has a target without a query")
            if not target.get("datasource", {}).get("uid"):
                found.append(where + " has a target without a datasource")
    for name in re.findall(r"\$\{?(\w+)", json.dumps({key: dashboard[key] for key in ("panels", "templating", "annotations")})):
        if name not in variables:
            found.append("$%s is no variable" % name)
    places = [panel["gridPos"] for panel in dashboard["panels"]]
    for index, one in enumerate(places):
        for other in places[:index]:
            if one["x"] < other["x"] + other["w"] and other["x"] < one["x"] + one["w"] and one["y"] < other["y"] + other["h"] and other["y"] < one["y"] + one["h"]:
                found.append("two panels lie over each other at %s" % one)
    return found


def mutants(dashboard):
    """(what is wrong, the dashboard) for faults of these kinds."""
    def changed(change):
        other = copy.deepcopy(dashboard)
        change(other, next(panel for panel in other["panels"] if panel.get("targets")))
        return other

    return {
        "an unknown family": changed(lambda all, panel: panel["targets"][0].update(expr="rate(flowaudit_dropped_total[5m])")),
        "a target without expr": changed(lambda all, panel: panel["targets"][0].pop("expr")),
        "a panel without datasource": changed(lambda all, panel: panel.pop("datasource")),
        "an id twice": changed(lambda all, panel: panel.update(id=all["panels"][-1]["id"])),
        "a variable that is not there": changed(lambda all, panel: panel["targets"][0].update(expr='up{namespace=~"$namespace"}')),
        "a variable that is gone": changed(lambda all, panel: all["templating"]["list"].pop()),
        "panels over each other": changed(lambda all, panel: panel["gridPos"].update(y=panel["gridPos"]["y"] + 4, h=5, w=24)),
    }
