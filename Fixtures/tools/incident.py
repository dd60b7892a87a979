#!/usr/bin/env python3
"""Writes the incident that docs/explain.md tells: half an hour of flows around a sync that brought policies, and the dumps of a cluster before and after it.

usage: incident.py DIRECTORY        (writes denied.jsonl.gz, policies.json, policies-before.json, cilium-config.json into it)

Always the same bytes: the random numbers have a seed, the gzip header no time. All names and addresses are synthetic; addresses of the world are
those that RFC 5737 keeps for documents. What happens, in UTC:

09:30  all is well: shop's checkout calls payments-api on 8443, monitoring's prometheus scrapes payments, payments-api calls its acquirer
09:40  the sync brings three policies to payments. Checkout's rule has the port of last year, refund-job's a label that it does not have, nobody
       thought of prometheus, the acquirer has another name than the rule, and the database's own policy forgets payments-worker
09:52  somebody adds payments-worker by hand
10:00  the end of the capture; the dump `policies.json` is taken
"""
import datetime, gzip, json, os, random, sys, uuid

DRAW = random.Random(14)
START = datetime.datetime(2026, 5, 11, 9, 30)
SYNC, FIX, END = 605, 1360, 1800            # seconds behind START: 09:40:05, 09:52:40, 10:00:00
CLUSTER, NODES = "prod-eu1", ["node-a", "node-b", "node-c"]

# name: namespace, kind of workload, labels, node, last byte of the address
PODS = {
    "frontend": ("shop", "Deployment", ["app=frontend"], 0, 10), "checkout": ("shop", "Deployment", ["app=checkout", "tier=web"], 0, 11),
    "refund-job": ("shop", "CronJob", ["app=refund-job"], 1, 12), "prometheus": ("monitoring", "StatefulSet", ["app.kubernetes.io/name=prometheus"], 2, 13),
    "payments-api": ("payments", "Deployment", ["app=payments-api"], 1, 14), "payments-worker": ("payments", "Deployment", ["app=payments-worker"], 2, 15),
    "payments-db": ("payments", "StatefulSet", ["app=payments-db"], 0, 16), "coredns": ("kube-system", "Deployment", ["k8s-app=kube-dns"], 2, 17),
}
# name: address, labels of its identity, DNS names, before and behind the sync
WORLD = {
    "eu.acquirer.example": ("203.0.113.20", ["reserved:world"], ["eu.acquirer.example"]),
    "api.acquirer.example": ("203.0.113.21", ["fqdn:api.acquirer.example", "reserved:world"], ["api.acquirer.example"]),
    "metadata": ("169.254.169.254", ["cidr:169.254.169.254/32", "reserved:world"], []),
}
# source, destination, protocol, port, seconds between two connections, and what drops it: side, from, to, reason
TALKS = [
    ("frontend", "checkout", "TCP", 8080, 40, None), ("checkout", "payments-api", "TCP", 8443, 45, ("ingress", SYNC, END, 133)),
    ("refund-job", "payments-api", "TCP", 8443, 300, ("ingress", SYNC, END, 133)),
    ("prometheus", "payments-api", "TCP", 9090, 60, ("ingress", SYNC, END, 133)),
    ("prometheus", "payments-db", "TCP", 9187, 60, ("ingress", SYNC, END, 133)), ("prometheus", "checkout", "TCP", 9090, 60, None),
    ("payments-api", "payments-db", "TCP", 5432, 50, None), ("payments-worker", "payments-db", "TCP", 5432, 90, ("ingress", SYNC, FIX, 133)),
    ("payments-api", "eu.acquirer.example", "TCP", 443, 75, ("egress", SYNC, END, 133)),
    ("payments-api", "api.acquirer.example", "TCP", 443, 120, None), ("payments-api", "coredns", "UDP", 53, 75, None),
    ("checkout", "coredns", "UDP", 53, 60, None), ("payments-worker", "metadata", "TCP", 80, 600, ("egress", 0, END, 181)),
    ("frontend", "eu.acquirer.example", "TCP", 443, 1500, ("egress", 0, END, 151)),
]
REASONS = {133: "POLICY_DENIED", 151: "STALE_OR_UNROUTABLE_IP", 181: "POLICY_DENY"}
MARK = "k8s:io.cilium.k8s.policy."


def moment(second):
    return (START + datetime.timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%S.%f") + f"{DRAW.randrange(1000):03}Z"


def stamp(second):
    return (START + datetime.timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")


def endpoint(name, is_local):
    if name in WORLD:
        return {"identity": 16777217 + list(WORLD).index(name) if name != "eu.acquirer.example" else 2, "labels": WORLD[name][1]}
    namespace, kind, labels, _, last = PODS[name]
    labels = [f"k8s:{label}" for label in labels] + [
        f"k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name={namespace}", f"{MARK}cluster={CLUSTER}", f"{MARK}serviceaccount={name}",
        f"k8s:io.kubernetes.pod.namespace={namespace}"]
    suffix = {"StatefulSet": "0", "CronJob": "29643940-x7k2p"}.get(kind, f"6c5d9f7b8-{'bcdfg'[last % 5]}4k9z")
    local = {"ID": 100 + last} if is_local else {}
    return local | {"identity": 40000 + last, "cluster_name": CLUSTER, "namespace": namespace, "labels": sorted(labels), "pod_name": f"{name}-{suffix}",
                    "workloads": [{"name": name, "kind": kind}]}


def address(name):
    return WORLD[name][0] if name in WORLD else f"10.0.{PODS[name][3]}.{PODS[name][4]}"


def policy_tag(kind, namespace, name):
    labels = [f"{MARK}derived-from={kind}", f"{MARK}name={name}"] + ([f"{MARK}namespace={namespace}"] if namespace else [])
    return {"name": name} | ({"namespace": namespace} if namespace else {}) | {"labels": labels, "revision": "57", "kind": kind}


def line(second, node, source, destination, protocol, ports, side, verdict, kind, flags=("SYN",), is_reply=False, **more):
    """One line of the exporter's: `kind` is its event type and sub-type."""
    l4 = {"source_port": ports[0], "destination_port": ports[1]}
    if protocol == "TCP":
        l4["flags"] = {flag: True for flag in flags}
    time = moment(second)
    names = {f"{end}_names": WORLD[name][2] for end, name in (("source", source), ("destination", destination)) if name in WORLD and WORLD[name][2]}
    flow = {"time": time, "uuid": str(uuid.UUID(int=DRAW.getrandbits(128), version=4)), "verdict": verdict}
    flow |= {key: more.pop(key) for key in ("drop_reason",) if key in more}
    flow |= {"IP": {"source": address(source), "destination": address(destination), "ipVersion": "IPv4"}, "l4": {protocol: l4},
             "source": endpoint(source, side == "EGRESS"), "destination": endpoint(destination, side == "INGRESS"), "Type": "L3_L4",
             "node_name": f"{CLUSTER}/{NODES[node]}"} | names
    flow |= {"event_type": {"type": kind[0]} | ({"sub_type": kind[1]} if kind[1] else {}), "traffic_direction": side}
    if verdict == "FORWARDED":
        flow["is_reply"] = is_reply
    flow |= {"Summary": protocol if protocol == "UDP" else "TCP Flags: " + ", ".join(sorted(flags))} | more
    return (time, {"flow": flow, "node_name": f"{CLUSTER}/{NODES[node]}", "time": time})


def forwarded(at, source, destination, protocol, ports, drop=None):
    """A connection that flows: its first packet on both nodes, and the first of the answer; of one that the other side drops only the sending node's."""
    here, there = (PODS[name][3] if name in PODS else None for name in (source, destination))
    yield line(at, here, source, destination, protocol, ports, "EGRESS", "FORWARDED", (4, 11), trace_observation_point="TO_NETWORK", trace_reason="NEW")
    if drop:
        return
    if there is not None:
        yield line(at + 0.0004, there, source, destination, protocol, ports, "INGRESS", "FORWARDED", (4, 0), trace_observation_point="TO_ENDPOINT",
                   trace_reason="NEW")
    yield line(at + 0.002, here, destination, source, protocol, ports[::-1], "INGRESS", "FORWARDED", (4, 0), ("SYN", "ACK"), True,
               trace_observation_point="TO_ENDPOINT", trace_reason="REPLY")


def asked(at, ports):
    """A question to the DNS that a rule sends through the agent's proxy, and its answer."""
    ends = ("payments-api", "coredns", "UDP", ports, "EGRESS")
    node, query = PODS["payments-api"][3], {"query": "api.acquirer.example.", "observation_source": "proxy", "qtypes": ["A"]}
    yield line(at, node, *ends, "REDIRECTED", (5, 0), policy_match_type=1, is_reply=False,
               egress_allowed_by=[policy_tag("CiliumNetworkPolicy", "payments", "payments-api-egress")])
    yield line(at + 0.0003, node, *ends, "FORWARDED", (129, 0), Type="L7", Summary="DNS Query api.acquirer.example. A",
               l7={"type": "REQUEST", "dns": query})
    yield line(at + 0.0021, node, "coredns", "payments-api", "UDP", ports[::-1], "INGRESS", "FORWARDED", (129, 0), is_reply=True, Type="L7",
               Summary="DNS Answer TTL: 30 (Proxy api.acquirer.example. A)", l7={
        "type": "RESPONSE", "latency_ns": "1800000", "dns": query | {"ips": [WORLD["api.acquirer.example"][0]], "ttl": 30, "rrtypes": ["A"]}})


def dropped(at, source, destination, protocol, ports, side, reason):
    """A packet that is dropped: the policy's word and the notification; of another reason the notification alone."""
    node, facts = PODS[source if side == "egress" else destination][3], {"drop_reason": reason, "drop_reason_desc": REASONS[reason]}
    ends = (source, destination, protocol, ports, side.upper(), "DROPPED")
    if reason != 151:
        named = {"egress_denied_by": [policy_tag("CiliumClusterwideNetworkPolicy", None, "deny-metadata")]} if reason == 181 else {}
        yield line(at, node, *ends, (5, 0), policy_match_type=2 if reason == 181 else 0, **facts, **named)
    yield line(at + 0.00001, node, *ends, (1, reason), file={"name": "bpf_lxc.c", "line": 1757}, **facts)


def flows():
    lines = []
    for source, destination, protocol, port, period, drop in TALKS:
        at = DRAW.uniform(1, period if period < END else 100)
        while at < END - 8:
            ports = (DRAW.randrange(32768, 60999), port)
            side, since, until, reason = drop or ("", END, END, 0)
            if since <= at < until:
                for attempt in (0, 1, 3):            # what a kernel sends again
                    if side == "ingress":
                        lines += forwarded(at + attempt, source, destination, protocol, ports, drop)
                    lines += dropped(at + attempt + 0.0005, source, destination, protocol, ports, side, reason)
            elif (source, port) == ("payments-api", 53) and at >= SYNC:
                lines += asked(at, ports)
            else:
                lines += forwarded(at, source, destination, protocol, ports)
            at += period * DRAW.uniform(0.8, 1.2)
    return [json.dumps(line, separators=(",", ":")) for _, line in sorted(lines, key=lambda pair: pair[0])]


def made(kind, namespace, name, spec, created, manager, changed=None, by=None, status=None):
    """An object as `kubectl get -o json --show-managed-fields` prints it; `created` and `changed` are seconds behind START."""
    group = "networking.k8s.io/v1" if kind == "NetworkPolicy" else "cilium.io/v2"
    fields = [{"apiVersion": group, "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": {}}, "manager": manager, "operation": "Apply", "time": stamp(created)}]
    if changed:
        fields.append({"apiVersion": group, "fieldsType": "FieldsV1", "fieldsV1": {"f:spec": {}}, "manager": by, "operation": "Update",
                       "time": stamp(changed)})
    metadata = {"name": name} | ({"namespace": namespace} if namespace else {}) | {
        "uid": str(uuid.UUID(int=DRAW.getrandbits(128), version=4)), "generation": 2 if changed else 1, "creationTimestamp": stamp(created),
        "managedFields": fields}
    return {"apiVersion": group, "kind": kind, "metadata": metadata, "spec": spec} | ({"status": status} if status else {})


def pods(name, namespace=None):
    return {"matchLabels": {"app": name} | ({"k8s:io.kubernetes.pod.namespace": namespace} if namespace else {})}


def ports(port, protocol="TCP", **more):
    return [{"ports": [{"port": port, "protocol": protocol}]} | more]


def objects():
    """The policies that are there before the sync, and those that it brings."""
    day, agent = -86400, "argocd-controller"
    dns = {"toEndpoints": [{"matchLabels": {"k8s-app": "kube-dns", "k8s:io.kubernetes.pod.namespace": "kube-system"}}],
           "toPorts": ports("53", "ANY", rules={"dns": [{"matchPattern": "*"}]})}
    off = {"enableDefaultDeny": {"ingress": False, "egress": False}}
    before = [
        made("CiliumClusterwideNetworkPolicy", None, "deny-metadata", {"description": "nobody asks the cloud's metadata service", "endpointSelector": {},
             "egressDeny": [{"toCIDR": ["169.254.169.254/32"]}]} | off, 90 * day, agent),
        made("CiliumNetworkPolicy", "shop", "checkout", {"endpointSelector": {"matchLabels": {"app": "checkout"}}, "ingress": [
             {"fromEndpoints": [pods("frontend")], "toPorts": ports("8080")},
             {"fromEndpoints": [{"matchLabels": {"app.kubernetes.io/name": "prometheus", "k8s:io.kubernetes.pod.namespace": "monitoring"}}],
              "toPorts": ports("9090")}]}, 40 * day, agent),
        made("CiliumNetworkPolicy", "shop", "office", {"endpointSelector": {"matchLabels": {"app": "frontend"}}, "ingress": [
             {"fromEndpoints": [{}], "fromCIDR": ["198.51.100.0/24"]}]}, 30 * day, "kubectl-client-side-apply", status={"conditions": [
                 {"type": "Valid", "status": "False", "message": "Combining FromEndpoints and FromCIDR is not supported yet"}]}),
    ]
    brought = [
        made("CiliumNetworkPolicy", "payments", "payments-api", {"endpointSelector": {"matchLabels": {"app": "payments-api"}}, "ingress": [
             {"fromEndpoints": [pods("checkout", "shop")], "toPorts": ports("8080")},
             {"fromEndpoints": [pods("refunds", "shop")], "toPorts": ports("8443")}]}, SYNC, agent),
        made("CiliumNetworkPolicy", "payments", "payments-api-egress", {"endpointSelector": {"matchLabels": {"app": "payments-api"}}, "egress": [
             dns, {"toEndpoints": [pods("payments-db")], "toPorts": ports("5432")},
             {"toFQDNs": [{"matchName": "api.acquirer.example"}], "toPorts": ports("443")}]}, SYNC, agent),
        made("NetworkPolicy", "payments", "payments-db", {"podSelector": {"matchLabels": {"app": "payments-db"}}, "policyTypes": ["Ingress"], "ingress": [
             {"from": [{"podSelector": {"matchLabels": {"app": "payments-api"}}}, {"podSelector": {"matchLabels": {"app": "payments-worker"}}}],
              "ports": [{"port": 5432, "protocol": "TCP"}]},
             {"from": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}],
              "ports": [{"port": "metrics", "protocol": "TCP"}]}]}, SYNC, agent, FIX, "kubectl-edit"),
    ]
    return before, brought


def write(path, value):
    with open(path, "w") as file:
        file.write(json.dumps(value, indent=1) + "\n")


def main():
    folder = sys.argv[1]
    text = "".join(line + "\n" for line in flows()).encode()
    with open(os.path.join(folder, "denied.jsonl.gz"), "wb") as file:
        file.write(gzip.compress(text, mtime=0))
    before, brought = objects()
    for name, items in (("policies", before + brought), ("policies-before", before)):
        write(os.path.join(folder, f"{name}.json"), {"apiVersion": "v1", "kind": "List", "metadata": {"resourceVersion": ""}, "items": items})
    write(os.path.join(folder, "cilium-config.json"), {
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "cilium-config", "namespace": "kube-system"}, "data": {
            "cluster-name": CLUSTER, "cluster-id": "1", "enable-policy": "default", "enable-ipv4": "true", "enable-ipv6": "false",
            "policy-default-local-cluster": "true", "enable-host-firewall": "false", "hubble-export-file-path": "/var/run/cilium/hubble/events.log"}})


if __name__ == "__main__":
    main()
