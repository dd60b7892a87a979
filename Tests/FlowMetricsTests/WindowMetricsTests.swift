import FlowMetrics
import Testing

struct WindowMetricsTests {
  @Test("families are sorted by name, series by label values; what may come is there at 0")
  func whole() {
    let expected = #"""
      # HELP flowaudit_build_info Always 1; the version that wrote this file.
      # TYPE flowaudit_build_info gauge
      flowaudit_build_info{version="1.2.3"} 1
      # HELP flowaudit_last_run_duration_seconds How long the last run took.
      # TYPE flowaudit_last_run_duration_seconds gauge
      flowaudit_last_run_duration_seconds 1.234
      # HELP flowaudit_last_run_success Whether the last run read its input to the end: 1, else 0.
      # TYPE flowaudit_last_run_success gauge
      flowaudit_last_run_success 1
      # HELP flowaudit_last_run_timestamp_seconds When the last run began.
      # TYPE flowaudit_last_run_timestamp_seconds gauge
      flowaudit_last_run_timestamp_seconds 1778480200.5
      # HELP flowaudit_last_success_timestamp_seconds When the last run began that succeeded; absent until there was one.
      # TYPE flowaudit_last_success_timestamp_seconds gauge
      flowaudit_last_success_timestamp_seconds 1778480200.5
      # HELP flowaudit_newest_flow_timestamp_seconds Time of the newest flow seen; absent until there was one.
      # TYPE flowaudit_newest_flow_timestamp_seconds gauge
      flowaudit_newest_flow_timestamp_seconds 1778480099.999999999
      # HELP flowaudit_oldest_flow_timestamp_seconds Time of the oldest flow seen; absent until there was one.
      # TYPE flowaudit_oldest_flow_timestamp_seconds gauge
      flowaudit_oldest_flow_timestamp_seconds 1778479200.001
      # HELP flowaudit_series_suppressed Groups beyond --max-series that are counted in the series (other).
      # TYPE flowaudit_series_suppressed gauge
      flowaudit_series_suppressed{family="flowaudit_window_audit"} 0
      flowaudit_series_suppressed{family="flowaudit_window_drops"} 0
      flowaudit_series_suppressed{family="flowaudit_window_flows"} 0
      flowaudit_series_suppressed{family="flowaudit_window_lost_events"} 0
      # HELP flowaudit_window_audit Packets that policy audit mode let through, by namespaces, direction, reason and policy; last run only.
      # TYPE flowaudit_window_audit gauge
      flowaudit_window_audit{source_namespace="cart",destination_namespace="payments",direction="egress",reason="(audit)",policy="(unnamed)",policy_kind="(none)"} 3
      # HELP flowaudit_window_drops Dropped packets by namespaces, direction, reason and policy, each counted once; last run only.
      # TYPE flowaudit_window_drops gauge
      flowaudit_window_drops{source_namespace="a\"b\\c\nd",destination_namespace="=cmd()",direction="unknown",reason="<script>",policy="日本�",policy_kind="(none)"} 6
      flowaudit_window_drops{source_namespace="cart",destination_namespace="payments",direction="ingress",reason="POLICY_DENIED",policy="(default deny)",policy_kind="(none)"} 12
      flowaudit_window_drops{source_namespace="fraud",destination_namespace="reserved:world",direction="egress",reason="POLICY_DENY",policy="fraud/deny",policy_kind="CiliumNetworkPolicy"} 411
      # HELP flowaudit_window_flows Flow lines by verdict; last run only.
      # TYPE flowaudit_window_flows gauge
      flowaudit_window_flows{verdict="AUDIT"} 0
      flowaudit_window_flows{verdict="DROPPED"} 787
      flowaudit_window_flows{verdict="ERROR"} 0
      flowaudit_window_flows{verdict="FORWARDED"} 19213
      flowaudit_window_flows{verdict="NEW_VERDICT"} 1
      flowaudit_window_flows{verdict="REDIRECTED"} 0
      flowaudit_window_flows{verdict="TRACED"} 0
      flowaudit_window_flows{verdict="TRANSLATED"} 0
      flowaudit_window_flows{verdict="VERDICT_UNKNOWN"} 0
      # HELP flowaudit_window_input_bytes Bytes of flow log read; last run only.
      # TYPE flowaudit_window_input_bytes gauge
      flowaudit_window_input_bytes 49800000
      # HELP flowaudit_window_lines Lines read, by what became of them; last run only.
      # TYPE flowaudit_window_lines gauge
      flowaudit_window_lines{result="blank"} 0
      flowaudit_window_lines{result="flow"} 20000
      flowaudit_window_lines{result="lost_events"} 2
      flowaudit_window_lines{result="malformed"} 3
      flowaudit_window_lines{result="other"} 0
      flowaudit_window_lines{result="oversize"} 0
      # HELP flowaudit_window_lost_events Events that were lost before they could be read, by the place of the loss; last run only.
      # TYPE flowaudit_window_lost_events gauge
      flowaudit_window_lost_events{source="HUBBLE_RING_BUFFER"} 34
      flowaudit_window_lost_events{source="OBSERVER_EVENTS_QUEUE"} 0
      flowaudit_window_lost_events{source="PERF_EVENT_RING_BUFFER"} 0
      flowaudit_window_lost_events{source="UNKNOWN_LOST_EVENT_SOURCE"} 0
      # HELP flowaudit_window_packets_dropped Dropped packets, each counted once; last run only.
      # TYPE flowaudit_window_packets_dropped gauge
      flowaudit_window_packets_dropped 429
      # HELP flowaudit_window_query_errors Errors of the input or of the command that gives it; last run only.
      # TYPE flowaudit_window_query_errors gauge
      flowaudit_window_query_errors{reason="command_failed"} 0
      flowaudit_window_query_errors{reason="command_not_found"} 0
      flowaudit_window_query_errors{reason="command_timeout"} 0
      flowaudit_window_query_errors{reason="input_damaged"} 0
      flowaudit_window_query_errors{reason="input_empty"} 0
      flowaudit_window_query_errors{reason="input_not_flow_log"} 0
      flowaudit_window_query_errors{reason="input_unreadable"} 0
      # HELP flowaudit_window_seconds Time between the oldest and the newest flow that the last run read.
      # TYPE flowaudit_window_seconds gauge
      flowaudit_window_seconds 899.998999999

      """#
    let metrics = WindowMetrics(Samples.summary, facts: Samples.facts(), previous: nil)
    #expect(metrics.text == expected)
  }

  @Test(
    "a first run that fails has its zeros, its errors and no success; constant labels come last")
  func nothing() throws {
    let expected = #"""
      # HELP flowaudit_build_info Always 1; the version that wrote this file.
      # TYPE flowaudit_build_info gauge
      flowaudit_build_info{version="1.2.3",cluster="prod",zone="eu \"1\""} 1
      # HELP flowaudit_last_run_duration_seconds How long the last run took.
      # TYPE flowaudit_last_run_duration_seconds gauge
      flowaudit_last_run_duration_seconds{cluster="prod",zone="eu \"1\""} 1.234
      # HELP flowaudit_last_run_success Whether the last run read its input to the end: 1, else 0.
      # TYPE flowaudit_last_run_success gauge
      flowaudit_last_run_success{cluster="prod",zone="eu \"1\""} 0
      # HELP flowaudit_last_run_timestamp_seconds When the last run began.
      # TYPE flowaudit_last_run_timestamp_seconds gauge
      flowaudit_last_run_timestamp_seconds{cluster="prod",zone="eu \"1\""} 1778480200.5
      # HELP flowaudit_series_suppressed Groups beyond --max-series that are counted in the series (other).
      # TYPE flowaudit_series_suppressed gauge
      flowaudit_series_suppressed{family="flowaudit_window_audit",cluster="prod",zone="eu \"1\""} 0
      flowaudit_series_suppressed{family="flowaudit_window_drops",cluster="prod",zone="eu \"1\""} 0
      flowaudit_series_suppressed{family="flowaudit_window_flows",cluster="prod",zone="eu \"1\""} 0
      flowaudit_series_suppressed{family="flowaudit_window_lost_events",cluster="prod",zone="eu \"1\""} 0
      # HELP flowaudit_window_flows Flow lines by verdict; last run only.
      # TYPE flowaudit_window_flows gauge
      flowaudit_window_flows{verdict="AUDIT",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_flows{verdict="DROPPED",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_flows{verdict="ERROR",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_flows{verdict="FORWARDED",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_flows{verdict="REDIRECTED",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_flows{verdict="TRACED",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_flows{verdict="TRANSLATED",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_flows{verdict="VERDICT_UNKNOWN",cluster="prod",zone="eu \"1\""} 0
      # HELP flowaudit_window_input_bytes Bytes of flow log read; last run only.
      # TYPE flowaudit_window_input_bytes gauge
      flowaudit_window_input_bytes{cluster="prod",zone="eu \"1\""} 49800000
      # HELP flowaudit_window_lines Lines read, by what became of them; last run only.
      # TYPE flowaudit_window_lines gauge
      flowaudit_window_lines{result="blank",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_lines{result="flow",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_lines{result="lost_events",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_lines{result="malformed",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_lines{result="other",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_lines{result="oversize",cluster="prod",zone="eu \"1\""} 0
      # HELP flowaudit_window_lost_events Events that were lost before they could be read, by the place of the loss; last run only.
      # TYPE flowaudit_window_lost_events gauge
      flowaudit_window_lost_events{source="HUBBLE_RING_BUFFER",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_lost_events{source="OBSERVER_EVENTS_QUEUE",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_lost_events{source="PERF_EVENT_RING_BUFFER",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_lost_events{source="UNKNOWN_LOST_EVENT_SOURCE",cluster="prod",zone="eu \"1\""} 0
      # HELP flowaudit_window_packets_dropped Dropped packets, each counted once; last run only.
      # TYPE flowaudit_window_packets_dropped gauge
      flowaudit_window_packets_dropped{cluster="prod",zone="eu \"1\""} 0
      # HELP flowaudit_window_query_errors Errors of the input or of the command that gives it; last run only.
      # TYPE flowaudit_window_query_errors gauge
      flowaudit_window_query_errors{reason="command_failed",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_query_errors{reason="command_not_found",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_query_errors{reason="command_timeout",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_query_errors{reason="input_damaged",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_query_errors{reason="input_empty",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_query_errors{reason="input_not_flow_log",cluster="prod",zone="eu \"1\""} 0
      flowaudit_window_query_errors{reason="input_unreadable",cluster="prod",zone="eu \"1\""} 2
      # HELP flowaudit_window_seconds Time between the oldest and the newest flow that the last run read.
      # TYPE flowaudit_window_seconds gauge
      flowaudit_window_seconds{cluster="prod",zone="eu \"1\""} 0

      """#
    let metrics = WindowMetrics(
      Samples.nothing, facts: Samples.facts(wasSuccessful: false, errors: [.inputUnreadable: 2]),
      previous: nil, constantLabels: try ConstantLabels(["zone=eu \"1\"", "cluster=prod"]))
    #expect(metrics.text == expected)
  }
}
