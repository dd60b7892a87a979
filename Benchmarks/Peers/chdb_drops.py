"""The question of simdjson_drops.cpp, asked through chdb (ClickHouse in a process) on one thread.

usage: chdb_drops.py FILE
output, columns between tabs: V, verdict, lines; D, source and destination namespace, reason,
        policy, lines
"""

import collections
import sys

import chdb

STRUCTURE = """flow Tuple(verdict String, drop_reason_desc String,
    source Tuple(namespace String), destination Tuple(namespace String),
    egress_denied_by Array(Tuple(name String)), ingress_denied_by Array(Tuple(name String)))"""

# A flow without a verdict cannot be told from a line that is none: neither is counted.
QUERY = """
    WITH flow.verdict = 'DROPPED' AS dropped,
         arrayConcat(flow.egress_denied_by, flow.ingress_denied_by)[1].name AS policy
    SELECT flow.verdict AS verdict,
           if(dropped, flow.source.namespace, '') AS source,
           if(dropped, flow.destination.namespace, '') AS destination,
           if(dropped, flow.drop_reason_desc, '') AS reason,
           if(dropped, policy, '') AS denied,
           count()
    FROM file('{path}', JSONEachRow, '{structure}')
    WHERE verdict != '' GROUP BY ALL
    SETTINGS max_threads = 1,
             input_format_json_ignore_unknown_keys_in_named_tuple = 1,
             input_format_json_defaults_for_missing_elements_in_named_tuple = 1"""


def main() -> None:
    path = sys.argv[1].replace("\\", "\\\\").replace("'", "\\'")
    output = chdb.query(QUERY.format(path=path, structure=STRUCTURE), "TabSeparated").data()
    verdicts = collections.Counter()
    for line in output.splitlines():
        verdict, *drop, count = line.split("\t")
        verdicts[verdict] += int(count)
        if verdict == "DROPPED":
            print("D", *drop, count, sep="\t")
    for verdict, count in sorted(verdicts.items()):
        print("V", verdict, count, sep="\t")


main()
