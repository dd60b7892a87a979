import FlowAnswer
import FlowTally

@testable import FlowTally

/// Filter flags, a line each, `FLAG VALUE`, with `!` in front where `--not` stands before it; a line that begins with { is a flow.
///
/// What is read prints as JSON that reads as the same; and the flows that are kept, which is decided by what was learned and by texts, are
/// those that match member by member.
struct FiltersTarget: FuzzTarget {
  /// What reads lines member by member.
  private final class Reader {
    var flow = Flow()
  }

  private static let flows = [
    #"{"flow":{"time":"2026-05-11T06:07:08.900Z","uuid":"u1","verdict":"DROPPED","drop_reason_desc":"POLICY_DENY","IP":{"source":"10.0.0.1","destination":"fd00::2","ipVersion":"IPv4"},"l4":{"TCP":{"source_port":40000,"destination_port":443,"flags":{"SYN":true}}},"source":{"identity":1001,"cluster_name":"east","namespace":"shop","labels":["k8s:app=cart"],"pod_name":"cart-0","workloads":[{"name":"cart","kind":"StatefulSet"}]},"destination":{"identity":2,"labels":["reserved:world"]},"Type":"L3_L4","node_name":"east/n1","event_type":{"type":5,"sub_type":1},"traffic_direction":"INGRESS","is_reply":false,"Summary":"TCP Flags: SYN"},"node_name":"east/n1","time":"2026-05-11T06:07:08.900Z"}"#,
    #"{"flow":{"time":"2026-05-11T06:07:09.900Z","verdict":"FORWARDED","IP":{"source":"10.0.0.2","destination":"10.0.0.1","ipVersion":"IPv4"},"l4":{"UDP":{"source_port":53,"destination_port":40001}},"source":{"identity":3,"namespace":"kube-system","labels":["k8s:k8s-app=dns"],"pod_name":"dns-1"},"destination":{"identity":1001,"namespace":"shop","labels":["k8s:app=cart"],"pod_name":"cart-1"},"Type":"L7","node_name":"n2","destination_names":["a.example.com"],"l7":{"type":"RESPONSE","dns":{"query":"a.example.com.","rcode":3}},"event_type":{"type":129},"source_service":{"name":"kube-dns","namespace":"kube-system"},"traffic_direction":"EGRESS","is_reply":true},"node_name":"n2","time":"2026-05-11T06:07:09.900Z"}"#,
    #"{"flow":{"verdict":"FORWARDED","l7":{"http":{"code":404,"method":"GET","url":"http://x:80/a%20b?c=d","headers":[{"key":"X-A","value":"1"}]}},"interface":{"index":7,"name":"eth0"},"node_labels":["zone=a"],"trace_context":{"parent":{"trace_id":"t1"}},"ip_trace_id":{"trace_id":"7"}}}"#,
    #"{"flow":{"verdict":"FORWARDED","time":"2026-05-11T06:07:10Z"},"node_name":"n2","time":"2026-05-11T06:07:10Z"}"#,
  ].map { Array($0.utf8)[...] }
  private let room = LineRoom()
  private let reader = Reader()

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    var arguments: [FilterArgument] = []
    var lines = Self.flows
    for line in input.split(separator: 0x0A) {
      if line.first == UInt8(ascii: "{") {
        lines.append(line)
      } else if let argument = Self.argument(line) {
        arguments.append(argument)
      }
    }
    let selection: Selection
    do throws(FilterError) {
      selection = try Selection(arguments)
    } catch {
      return try Mismatch.check(error.problem.text.isEmpty, false, "a refusal says nothing")
    }
    try checkPrinted(selection.lists.allowed + selection.lists.denied)
    if selection.lists.conditions.isEmpty {
      try checkKept(lines, selection, arguments)
    }
  }

  private static func argument(_ line: ArraySlice<UInt8>) -> FilterArgument? {
    let text = String(decoding: line, as: UTF8.self)
    let isNegated = text.first == "!"
    let parts = text.dropFirst(isNegated ? 1 : 0).split(
      separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
    guard let flag = FilterFlag(rawValue: String(parts[0])) else {
      return nil
    }
    let value = parts.count > 1 ? String(parts[1]) : ""
    return FilterArgument(flag, value, isNegated: isNegated && flag.isNegatable)
  }

  private func checkPrinted(_ filters: [FlowFilter]) throws(Mismatch) {
    for filter in filters {
      guard let read = try? FilterJSONReading.filters(filter.json) else {
        throw Mismatch("\(filter.json) is printed and refused")
      }
      try Mismatch.check(read.map(\.json), [filter.json], "printed, read and printed")
      try Mismatch.check(read, [filter], "printed and read")
    }
  }

  private mutating func checkKept(
    _ lines: [ArraySlice<UInt8>], _ selection: Selection, _ arguments: [FilterArgument]
  ) throws(Mismatch) {
    var plan = TallyPlan(groupings: [], selection: selection)
    plan.keeps = .passing
    var counter = BlockCounter(plan)
    var drops = DropBatch()
    var kept: [[UInt8]] = []
    // Twice: the second time what was learned the first time is used.
    let block = Array((lines + lines).joined(separator: [0x0A])) + [0x0A]
    _ = room.withBlock(block[...]) { lent in
      _ = counter.take(lent, mayHoldPrefixes: false, drops: &drops)
      kept = counter.kept.pieces.map { Array(block[$0]) }
    }
    let keptLines = kept.joined().split(separator: 0x0A).map { text($0) }
    let passing = (lines + lines).filter { passes($0, selection) }.map { text($0) }
    try Mismatch.check(
      keptLines, passing.filter { !$0.isEmpty }, "flows that pass \(arguments.map { "\($0)" })")
  }

  /// Whether a line is a flow that matches, read member by member.
  private mutating func passes(_ line: ArraySlice<UInt8>, _ selection: Selection) -> Bool {
    var passes = false
    _ = room.withBlock(line + [0x0A]) { block in
      let bytes = Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(block))
      guard case .object = reader.flow.read(bytes, 0, bytes.count - 1), isFlow(bytes) else {
        return
      }
      let verdict = reader.flow.verdict(bytes)
      let time = reader.flow.time(bytes).map { OptionalTime($0) } ?? .absent
      passes = selection.matches(&reader.flow, bytes, verdict, at: time)
    }
    return passes
  }

  private mutating func isFlow(_ bytes: Span<UInt8>) -> Bool {
    reader.flow.line.hasFlow && HubbleLine.isFlow(reader.flow.line.flow.fields)
  }

  private func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line, as: UTF8.self)
  }
}
