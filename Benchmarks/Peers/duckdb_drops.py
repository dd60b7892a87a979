"""The question of simdjson_drops.cpp, asked through DuckDB on one thread.

usage: duckdb_drops.py FILE
output, columns between tabs: V, verdict, lines; D, source and destination namespace, reason,
        policy, lines
"""

import collections
import sys

import duckdb

COLUMNS = """{flow: 'STRUCT(verdict VARCHAR, drop_reason_desc VARCHAR,
    source STRUCT(namespace VARCHAR), destination STRUCT(namespace VARCHAR),
    egress_denied_by STRUCT(name VARCHAR)[], ingress_denied_by STRUCT(name VARCHAR)[])'}"""

QUERY = f"""
    SELECT flow.verdict AS verdict,
           CASE verdict WHEN 'DROPPED' THEN [
               flow.source.namespace, flow.destination.namespace, flow.drop_reason_desc,
               coalesce(flow.egress_denied_by[1].name, flow.ingress_denied_by[1].name)] END AS drop,
           count(*)
    FROM read_json(?, format = 'newline_delimited', columns = {COLUMNS})
    WHERE flow IS NOT NULL GROUP BY ALL"""


def main() -> None:
    connection = duckdb.connect(config={"threads": 1})
    verdicts = collections.Counter()
    for verdict, drop, count in connection.execute(QUERY, [sys.argv[1]]).fetchall():
        verdicts[verdict or "VERDICT_UNKNOWN"] += count
        if drop is not None:
            print("D", *(text or "" for text in drop), count, sep="\t")
    for verdict, count in sorted(verdicts.items()):
        print("V", verdict, count, sep="\t")


main()
