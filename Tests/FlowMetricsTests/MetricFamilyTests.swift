import FlowMetrics
import Testing

struct MetricFamilyTests {
  @Test("each family has one name, and the rules of names are kept", arguments: MetricFamily.all)
  func names(family: MetricFamily) {
    #expect(MetricFamily.all.filter { $0.name == family.name }.count == 1)
    #expect(family.name.hasPrefix("flowaudit_"))
    #expect(family.name.hasSuffix("_total") == (family.kind == .counter))
    #expect(family.help.hasSuffix("."))
    let clashing = [
      "instance", "job", "namespace", "pod", "node", "service", "endpoint", "container",
    ]
    #expect(!family.labels.contains { clashing.contains($0) || $0.hasPrefix("__") })
  }

  @Test("the table is the one of the documentation")
  func table() {
    #expect(
      MetricFamily.all.map { "\($0.name) \($0.kind.rawValue) \($0.labels.joined(separator: ","))" }
        == [
          "flowaudit_window_packets_dropped gauge ",
          "flowaudit_window_drops gauge source_namespace,destination_namespace,direction,reason,policy,policy_kind",
          "flowaudit_window_audit gauge source_namespace,destination_namespace,direction,reason,policy,policy_kind",
          "flowaudit_window_flows gauge verdict",
          "flowaudit_window_lost_events gauge source",
          "flowaudit_window_lines gauge result",
          "flowaudit_window_input_bytes gauge ",
          "flowaudit_window_query_errors gauge reason",
          "flowaudit_packets_dropped_total counter ",
          "flowaudit_drops_total counter source_namespace,destination_namespace,direction,reason,policy,policy_kind",
          "flowaudit_audit_total counter source_namespace,destination_namespace,direction,reason,policy,policy_kind",
          "flowaudit_flows_total counter verdict",
          "flowaudit_lost_events_total counter source",
          "flowaudit_lines_total counter result",
          "flowaudit_input_bytes_total counter ",
          "flowaudit_query_errors_total counter reason",
          "flowaudit_gaps_total counter ",
          "flowaudit_skipped_lines_total counter reason",
          "flowaudit_window_seconds gauge ",
          "flowaudit_newest_flow_timestamp_seconds gauge ",
          "flowaudit_oldest_flow_timestamp_seconds gauge ",
          "flowaudit_series_suppressed gauge family",
          "flowaudit_last_run_timestamp_seconds gauge ",
          "flowaudit_last_success_timestamp_seconds gauge ",
          "flowaudit_last_run_success gauge ",
          "flowaudit_last_run_duration_seconds gauge ",
          "flowaudit_build_info gauge version",
          "flowaudit_argocd_applications gauge sync_status,health_status",
          "flowaudit_argocd_syncs gauge ",
          "flowaudit_argocd_sync_failures gauge ",
          "flowaudit_argocd_sync_duration_seconds gauge percentile",
          "flowaudit_argocd_list_timestamp_seconds gauge ",
          "flowaudit_argocd_list_success gauge ",
        ])
  }
}
