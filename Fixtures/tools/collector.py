#!/usr/bin/env python3
"""Checks a configuration of the OpenTelemetry collector: fields that its components have, and pipelines of components that are there.

usage: collector.py FILE

Prints what is wrong, a line each, and ends with 1 then. The fields are those of opentelemetry-collector 0.147 and -contrib 0.147, as their
documentation has them: https://github.com/open-telemetry/opentelemetry-collector-contrib, folders receiver/prometheusreceiver, receiver/filelogreceiver,
pkg/stanza/docs/operators, exporter/prometheusremotewriteexporter, extension/storage/filestorage; of Prometheus those of its scrape configuration.
"""
import sys

import yaml

TEXT, NUMBER, FLAG = str, int, bool
ANY = {"*": object}
TLS = {"insecure": FLAG, "ca_file": TEXT, "cert_file": TEXT, "key_file": TEXT, "insecure_skip_verify": FLAG}
HTTP = {"endpoint": TEXT, "tls": TLS, "headers": {"*": TEXT}, "timeout": TEXT, "compression": TEXT}
RETRY = {"enabled": FLAG, "initial_interval": TEXT, "max_interval": TEXT, "max_elapsed_time": TEXT}
RELABEL = {"source_labels": [TEXT], "separator": TEXT, "regex": TEXT, "modulus": NUMBER, "target_label": TEXT, "replacement": TEXT, "action": TEXT}
SCRAPE = {
    "job_name": TEXT, "scrape_interval": TEXT, "scrape_timeout": TEXT, "metrics_path": TEXT, "scheme": TEXT, "honor_labels": FLAG,
    "static_configs": [{"targets": [TEXT], "labels": {"*": TEXT}}], "kubernetes_sd_configs": [ANY], "relabel_configs": [RELABEL],
    "metric_relabel_configs": [RELABEL], "sample_limit": NUMBER,
}
TIMESTAMP = {"parse_from": TEXT, "layout_type": TEXT, "layout": TEXT, "location": TEXT}
JSON_PARSER = {
    "type": TEXT, "id": TEXT, "output": TEXT, "parse_from": TEXT, "parse_to": TEXT, "on_error": TEXT, "if": TEXT, "timestamp": TIMESTAMP,
    "severity": ANY,
}
FILELOG = {
    "include": [TEXT], "exclude": [TEXT], "exclude_older_than": TEXT, "start_at": TEXT, "encoding": TEXT, "force_flush_period": TEXT,
    "include_file_name": FLAG, "include_file_path": FLAG, "poll_interval": TEXT, "fingerprint_size": TEXT, "max_log_size": TEXT,
    "max_concurrent_files": NUMBER, "attributes": {"*": TEXT}, "resource": {"*": TEXT}, "operators": [JSON_PARSER], "storage": TEXT,
    "retry_on_failure": RETRY,
}
COMPONENTS = {
    "receivers": {"prometheus": {"config": {"global": ANY, "scrape_configs": [SCRAPE]}, "target_allocator": ANY}, "filelog": FILELOG},
    "processors": {
        "memory_limiter": {"check_interval": TEXT, "limit_mib": NUMBER, "spike_limit_mib": NUMBER, "limit_percentage": NUMBER},
        "batch": {"timeout": TEXT, "send_batch_size": NUMBER, "send_batch_max_size": NUMBER},
    },
    "exporters": {
        "prometheusremotewrite": dict(
            HTTP, external_labels={"*": TEXT}, namespace=TEXT, add_metric_suffixes=FLAG, remote_write_queue=ANY,
            resource_to_telemetry_conversion={"enabled": FLAG}, target_info={"enabled": FLAG}, retry_on_failure=RETRY),
        "otlphttp": dict(HTTP, logs_endpoint=TEXT, metrics_endpoint=TEXT, encoding=TEXT, retry_on_failure=RETRY, sending_queue=ANY),
    },
    "extensions": {"file_storage": {"directory": TEXT, "timeout": TEXT, "create_directory": FLAG, "compaction": ANY}},
}
WORDS = {"start_at": {"beginning", "end"}, "layout_type": {"strptime", "gotime", "epoch"}, "type": {"json_parser"},
         "action": {"keep", "drop", "replace", "labeldrop", "labelkeep", "labelmap", "hashmod", "lowercase", "uppercase"}}


def walk(value, shape, path):
    """What a value has that its shape does not let it have."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            yield f"{path}: a map belongs here"
            return
        for key, member in value.items():
            if key not in shape and "*" not in shape:
                yield f"{path}.{key}: no such field"
            else:
                yield from walk(member, shape.get(key, shape.get("*")), f"{path}.{key}")
                if key in WORDS and member not in WORDS[key]:
                    yield f"{path}.{key}: {member} is none of {sorted(WORDS[key])}"
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{path}: a list belongs here"
            return
        for index, element in enumerate(value):
            yield from walk(element, shape[0], f"{path}[{index}]")
    elif not isinstance(value, shape) or (shape is int and isinstance(value, bool)):
        yield f"{path}: {value!r} is no {shape.__name__}"


def check(configuration):
    for section in set(configuration) - set(COMPONENTS) - {"service"}:
        yield f"{section}: no such section"
    service = configuration.get("service", {})
    used = {"extensions": set(service.get("extensions", []))}
    for section in set(service) - {"extensions", "pipelines", "telemetry"}:
        yield f"service.{section}: no such field"
    for name, pipeline in service.get("pipelines", {}).items():
        if name.split("/")[0] not in ("metrics", "logs", "traces"):
            yield f"service.pipelines.{name}: no such signal"
        for section, names in pipeline.items():
            used.setdefault(section, set()).update(names)
    used["extensions"] |= {receiver["storage"] for receiver in configuration.get("receivers", {}).values()
                           if isinstance(receiver, dict) and "storage" in receiver}
    for section, known in COMPONENTS.items():
        there = configuration.get(section, {})
        for name, value in there.items():
            kind = name.split("/")[0]
            if kind not in known:
                yield f"{section}.{name}: no such component"
            else:
                yield from walk(value, known[kind], f"{section}.{name}")
        for name in sorted(used.get(section, set()) - set(there)):
            yield f"{section}.{name}: is used and not there"
        for name in sorted(set(there) - used.get(section, set())):
            yield f"{section}.{name}: is there and not used"
    for section in set(used) - set(COMPONENTS):
        yield f"service.pipelines: no {section}"


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        problems = list(check(yaml.safe_load(file)))
    print("\n".join(problems), end="\n" if problems else "")
    sys.exit(1 if problems else 0)
