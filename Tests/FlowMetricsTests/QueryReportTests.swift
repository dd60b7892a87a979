import FlowAnswer
import FlowMetrics
import Testing

struct QueryReportTests {
  private func text(
    _ rows: [([String], UInt64)], by fields: [GroupField], unit: CountUnit = .drops,
    top: Int? = nil,
    constantLabels: ConstantLabels = ConstantLabels()
  ) -> String {
    let table = GroupedCounts(
      grouping: Grouping(by: fields, counting: unit),
      rows: rows.map { GroupRow(values: $0.0, count: $0.1, first: nil, last: nil) })
    var text = ""
    QueryReport(table, top: top, constantLabels: constantLabels).write { text += $0 }
    return text
  }

  @Test("drops have one gauge with a label for each field, in the order of the rows")
  func drops() throws {
    let rows: [([String], UInt64)] = [(["b\"\n\\", "n1"], 2), (["", "n2"], 3)]
    let labels = try ConstantLabels(["cluster=prod"])
    #expect(
      text(rows, by: [.sourceNamespace, .node], constantLabels: labels) == #"""
        # HELP flowaudit_query_drops Dropped packets, each counted once, of one query.
        # TYPE flowaudit_query_drops gauge
        flowaudit_query_drops{source_namespace="(none)",node_name="n2",cluster="prod"} 3
        flowaudit_query_drops{source_namespace="b\"\n\\",node_name="n1",cluster="prod"} 2

        """#)
  }

  @Test("rows beyond --top share one series with the table's own (other)")
  func top() {
    let rows: [([String], UInt64)] = [(["L7"], 5), (["(other)"], 9), (["Drop"], 2), (["Trace"], 1)]
    #expect(
      text(rows, by: [.type], unit: .flows, top: 3) == #"""
        # HELP flowaudit_query_flows Flow lines, by their weight, of one query.
        # TYPE flowaudit_query_flows gauge
        flowaudit_query_flows{flow_type="L7"} 5
        flowaudit_query_flows{flow_type="Drop"} 2
        flowaudit_query_flows{flow_type="(other)"} 10

        """#)
  }

  @Test("no rows are a family without series")
  func empty() {
    #expect(
      text([], by: [.reason]) == """
        # HELP flowaudit_query_drops Dropped packets, each counted once, of one query.
        # TYPE flowaudit_query_drops gauge

        """)
  }

  @Test("many rows come in pieces")
  func pieces() {
    let rows: [GroupRow] = (0..<5000).map { number in
      GroupRow(values: ["source-\(number)"], count: 1, first: nil, last: nil)
    }
    let table = GroupedCounts(grouping: Grouping(by: [.sourcePod], counting: .drops), rows: rows)
    var pieces: [String] = []
    QueryReport(table).write { pieces.append($0) }
    #expect(pieces.count > 1)
    #expect(pieces.joined().split(separator: "\n").count == 5002)
  }
}
