#!/usr/bin/env python3
"""Writes JSON values, one a line on standard input, as YAML documents on standard output.

usage: yaml_styles.py block|flow|anchors

- block, flow: the styles of PyYAML, which quotes what YAML 1.1 would read as something else;
- anchors: in block style, with equal objects and lists written once and then referred to.
"""
import json, sys

import yaml


class Plain(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


class Anchored(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return not isinstance(data, (dict, list)) or not data


def shared(value, known):
    """The value, its equal parts being one object: then PyYAML writes aliases."""
    if isinstance(value, dict):
        value = {key: shared(member, known) for key, member in value.items()}
    elif isinstance(value, list):
        value = [shared(element, known) for element in value]
    else:
        return value
    return known.setdefault(json.dumps(value), value)


def main():
    style = sys.argv[1]
    values = [json.loads(line) for line in sys.stdin.read().split("\n") if line]
    options = dict(sort_keys=False, explicit_start=True, allow_unicode=True)
    for value in values:
        if style == "anchors":
            yaml.dump(shared(value, {}), sys.stdout, Dumper=Anchored, **options)
        else:
            yaml.dump(value, sys.stdout, Dumper=Plain, default_flow_style=style == "flow", **options)


if __name__ == "__main__":
    main()
