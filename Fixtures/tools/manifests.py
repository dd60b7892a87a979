#!/usr/bin/env python3
"""Checks manifests: that they are YAML, that every field is one that the API (or the chart) has, of the type that it has there, and that what refers to
a volume or a label finds it. Prints what is wrong, a line each; ends with 1 when there is something.

usage: manifests.py FILE...

The table has the fields that our manifests use, under the names of Kubernetes 1.31's API; it is not the whole API, so that a new field is looked up and
added here. Values are named by the file: FILE.yaml is of `kind`, else of the chart that its name names.
"""
import os, re, sys
import yaml

QUANTITY, NAME = re.compile(r"\d+(m|Mi|Gi)?"), re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
DURATION = re.compile(r"([0-9]+(\.[0-9]+)?(ms|s|m|h))+")


def one_of(*words):
    return lambda value: value in words


def matches(pattern):
    return lambda value: isinstance(value, str) and pattern.fullmatch(value)


# A dict: an object with these fields. A list: an array of such. A type or a function: a value. MAP: any keys, text values.
MAP = {"*": str}
METADATA = {"name": matches(NAME), "namespace": matches(NAME), "labels": MAP, "annotations": MAP}
CONTAINER = {
    "name": matches(NAME), "image": str, "command": [str], "args": [str], "workingDir": str,
    "env": [{"name": str, "value": str}],
    "securityContext": {
        "runAsUser": int, "runAsGroup": int, "runAsNonRoot": bool, "allowPrivilegeEscalation": bool, "readOnlyRootFilesystem": bool,
        "capabilities": {"drop": [str], "add": [str]}},
    "resources": {"requests": {"*": matches(QUANTITY)}, "limits": {"*": matches(QUANTITY)}},
    "volumeMounts": [{"name": matches(NAME), "mountPath": str, "readOnly": bool}],
}
POD = {
    "automountServiceAccountToken": bool, "enableServiceLinks": bool, "priorityClassName": str, "terminationGracePeriodSeconds": int,
    "tolerations": [{"key": str, "operator": one_of("Exists", "Equal"), "effect": str}], "nodeSelector": MAP,
    "securityContext": {"seccompProfile": {"type": one_of("RuntimeDefault", "Unconfined", "Localhost")}},
    "containers": [CONTAINER], "restartPolicy": one_of("Never", "OnFailure", "Always"), "serviceAccountName": matches(NAME),
    "volumes": [{
        "name": matches(NAME), "emptyDir": {"sizeLimit": matches(QUANTITY)},
        "hostPath": {"path": str, "type": one_of("Directory", "DirectoryOrCreate", "File", "FileOrCreate")}}],
}
KINDS = {
    ("apps/v1", "DaemonSet"): {
        "apiVersion": str, "kind": str, "metadata": METADATA,
        "spec": {
            "selector": {"matchLabels": MAP},
            "updateStrategy": {"type": one_of("RollingUpdate", "OnDelete"), "rollingUpdate": {"maxUnavailable": str}},
            "template": {"metadata": METADATA, "spec": POD}}},
    ("batch/v1", "Job"): {
        "apiVersion": str, "kind": str, "metadata": METADATA,
        "spec": {"backoffLimit": int, "activeDeadlineSeconds": int, "template": {"metadata": METADATA, "spec": POD}}},
    ("v1", "ServiceAccount"): {"apiVersion": str, "kind": str, "metadata": METADATA},
    ("rbac.authorization.k8s.io/v1", "ClusterRole"): {
        "apiVersion": str, "kind": str, "metadata": METADATA,
        "rules": [{"apiGroups": [str], "resources": [str], "verbs": [one_of("get", "list", "watch")]}]},
    ("rbac.authorization.k8s.io/v1", "ClusterRoleBinding"): {
        "apiVersion": str, "kind": str, "metadata": METADATA,
        "roleRef": {"apiGroup": str, "kind": one_of("ClusterRole"), "name": matches(NAME)},
        "subjects": [{"kind": one_of("ServiceAccount"), "name": matches(NAME), "namespace": matches(NAME)}]},
    # Flux's API, v1 of kustomize-controller.
    ("kustomize.toolkit.fluxcd.io/v1", "Kustomization"): {
        "apiVersion": str, "kind": str, "metadata": METADATA,
        "spec": {
            "dependsOn": [{"name": matches(NAME), "namespace": matches(NAME)}], "interval": matches(DURATION), "path": str,
            "prune": bool, "force": bool, "wait": bool, "timeout": matches(DURATION),
            "sourceRef": {"kind": one_of("GitRepository", "OCIRepository", "Bucket"), "name": matches(NAME), "namespace": matches(NAME)}}},
}
# Annotations that mean something to Argo CD, with what they may say.
HOOKS = {
    "argocd.argoproj.io/hook": {"PreSync", "Sync", "PostSync", "SyncFail", "PostDelete", "Skip"},
    "argocd.argoproj.io/hook-delete-policy": {"HookSucceeded", "HookFailed", "BeforeHookCreation"},
}
MATCH = {"matchLabels": MAP}
CHARTS = {
    "cilium": {"hubble": {"enabled": bool, "export": {"static": {
        "enabled": bool, "filePath": str, "fileMaxSizeMb": int, "fileMaxBackups": int, "fileCompress": bool, "fieldMask": [str]}}}},
    "node-exporter": {"prometheus-node-exporter": {
        "extraArgs": [str],
        "extraHostVolumeMounts": [{"name": matches(NAME), "hostPath": str, "mountPath": str, "readOnly": bool, "mountPropagation": str}]}},
    # Chart 88.5.3; the operator takes an empty selector for every object.
    "prometheus-stack": {
        "prometheus": {"prometheusSpec": {"ruleSelectorNilUsesHelmValues": bool, "ruleSelector": MATCH, "ruleNamespaceSelector": MATCH}},
        "grafana": {"sidecar": {"dashboards": {"enabled": bool, "label": str, "labelValue": str, "searchNamespace": str}}}},
}


def check(value, rule, path):
    """What is wrong with a value, with its path."""
    if isinstance(rule, dict):
        if not isinstance(value, dict):
            yield "%s: is no object" % path
            return
        for key, part in value.items():
            known = rule.get(key, rule.get("*"))
            if known is None:
                yield "%s.%s: no such field" % (path, key)
            else:
                yield from check(part, known, "%s.%s" % (path, key))
    elif isinstance(rule, list):
        if not isinstance(value, list) or not value:
            yield "%s: is no list" % path
            return
        for index, part in enumerate(value):
            yield from check(part, rule[0], "%s[%d]" % (path, index))
    elif isinstance(rule, type):
        if type(value) is not rule:
            yield "%s: %r is no %s" % (path, value, rule.__name__)
    elif not rule(value):
        yield "%s: %r cannot stand here" % (path, value)


def references(document):
    """What a workload's parts say of each other."""
    for key, value in document["metadata"].get("annotations", {}).items():
        if key.startswith("argocd.argoproj.io/") and value not in HOOKS.get(key, set()):
            yield "metadata.annotations.%s: %r is nothing that Argo CD knows" % (key, value)
    spec = document.get("spec", {})
    if "template" not in spec:
        return
    pod = spec["template"]["spec"]
    if "selector" in spec and spec["selector"]["matchLabels"].items() - spec["template"]["metadata"]["labels"].items():
        yield "spec.selector: the template has other labels"
    volumes = [volume["name"] for volume in pod.get("volumes", [])]
    mounted = [mount["name"] for container in pod["containers"] for mount in container.get("volumeMounts", [])]
    for name in set(volumes) ^ set(mounted):
        yield "volume %s: mounted or defined, not both" % name
    if len(set(volumes)) < len(volumes):
        yield "a volume is defined twice"


class Loader(yaml.SafeLoader):
    """Refuses keys that come twice, of which YAML readers take the last."""


def mapping(loader, node):
    keys = [key.value for key, _ in node.value]
    if len(set(keys)) < len(keys):
        raise yaml.YAMLError("a key comes twice in line %d" % (node.start_mark.line + 1))
    return yaml.SafeLoader.construct_mapping(loader, node, deep=True)


Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)


def faults(path):
    with open(path, encoding="utf-8") as file:
        documents = list(yaml.load_all(file, Loader))
    for document in documents:
        if "kind" in document:
            rule = KINDS.get((document.get("apiVersion"), document["kind"]))
            if rule is None:
                yield "no such kind: %s %s" % (document.get("apiVersion"), document["kind"])
                continue
            yield from check(document, rule, "")
            yield from references(document)
        else:
            name = os.path.basename(path).removesuffix("-values.yaml")
            yield from check(document, CHARTS.get(name, {}), "")


def main():
    has_fault = False
    for path in sys.argv[1:]:
        try:
            found = list(faults(path))
        except (OSError, yaml.YAMLError, KeyError) as error:
            found = ["cannot be read: %s" % error]
        for fault in found:
            print("%s: %s" % (os.path.basename(path), fault))
            has_fault = True
    sys.exit(has_fault)


if __name__ == "__main__":
    main()
