import Testing

/// Lines, options, what stands behind `no drops: `, and the status.
struct ZeroRow: CustomTestStringConvertible, Sendable {
  let lines: String
  var options = ""
  let reason: String
  var status: Int32 = 0

  var testDescription: String { "\(options) \(reason)" }

  static func flow(
    _ verdict: String, second: Int? = 0, namespace: String = "shop", port: Int = 80
  ) -> String {
    let time = second.map { #""time":"2026-05-11T06:00:0\#($0)Z","# } ?? ""
    return #"{"flow":{\#(time)"verdict":"\#(verdict)","source":{"namespace":"\#(namespace)"},"#
      + #""l4":{"TCP":{"source_port":1,"destination_port":\#(port)}}}}"# + "\n"
  }

  static let forwarded = flow("FORWARDED") + flow("FORWARDED", second: 9, port: 443)
  static let lost =
    #"{"lost_events":{"source":"HUBBLE_RING_BUFFER","num_events_lost":"7"}}"# + "\n"
  static let status =
    #"{"node_status":{"state_change":"NODE_CONNECTED","node_names":["a"]}}"# + "\n"

  static let unknown = #"{"flow":{"time":"2026-05-11T06:00:00Z","uuid":"a"}}"# + "\n"

  static let all: [ZeroRow] = [
    ZeroRow(
      lines: "",
      reason: "nothing came from standard input: did the command in front of the pipe fail?"),
    ZeroRow(lines: "\n \n", reason: "the input has blank lines only"),
    ZeroRow(lines: "hello\n", reason: "the input is not a flow log", status: 3),
    ZeroRow(lines: "{\"level\":\"info\"}\n", reason: "the input is not a flow log", status: 3),
    ZeroRow(lines: lost, reason: "no flow was read, only 1 notice of lost events"),
    ZeroRow(
      lines: lost + lost + status + "{\"flow\":\n",
      reason: "no flow was read, only 2 notices of lost events, 1 line about nodes and agents and "
        + "1 line that could not be read"),
    ZeroRow(lines: flow("FORWARDED"), reason: "1 flow read, none of them dropped"),
    ZeroRow(lines: forwarded, reason: "2 flows read, none of them dropped"),
    ZeroRow(
      lines: flow("AUDIT") + flow("AUDIT"),
      reason:
        "all flows read, 2, are AUDIT: policy audit mode let them pass; --verdict AUDIT counts them"
    ),
    ZeroRow(
      lines: forwarded + flow("AUDIT"),
      reason: "of 3 flows none was dropped, but policy audit mode let 1 pass that a policy denies: "
        + "--verdict AUDIT counts them"),
    ZeroRow(
      lines: #"{"flow":{"time":"2026-05-11T06:00:00Z","uuid":"a"}}"# + "\n",
      reason: "1 flow read, but without a verdict"),
    ZeroRow(
      lines: forwarded + #"{"flow":{"time":"2026-05-11T06:00:00Z","uuid":"a"}}"# + "\n",
      reason: "3 flows read, none of them known to be dropped, but 1 without a verdict"),
    ZeroRow(
      lines: flow("DROPPED"), options: "--policy nosuch",
      reason: "of 1 flow 1 is DROPPED, and none of the drops passes --policy nosuch"),
    ZeroRow(
      lines: forwarded, options: "--namespace nosuch",
      reason: "none of the 2 flows passes --namespace nosuch"),
    ZeroRow(
      lines: forwarded, options: "--to-port 443",
      reason: "of 2 flows 1 passes --to-port 443, none of them dropped"),
    ZeroRow(
      lines: unknown + unknown, options: "--verdict DROPPED",
      reason: "none of the 2 flows passes --verdict DROPPED; none of them has verdict: "
        + "add verdict to the exporter's field mask"),
    ZeroRow(
      lines: unknown + forwarded, options: "--where verdict=DROPPED",
      reason: "none of the 3 flows passes --where verdict=DROPPED; 1 of them has no verdict: "
        + "add verdict to the exporter's field mask"),
    ZeroRow(
      lines: unknown, options: "--namespace shop",
      reason: "the one flow does not pass --namespace shop; it has no source and destination: "
        + "add source and destination to the exporter's field mask"),
    ZeroRow(
      lines: forwarded, options: "--type drop",
      reason: "none of the 2 flows passes --type drop; none of them has event_type: "
        + "add event_type to the exporter's field mask"),
    ZeroRow(
      lines: flow("DROPPED"), options: "--not --namespace shop",
      reason: "the one flow does not pass --not --namespace shop"),
    ZeroRow(
      lines: forwarded, options: "--since 2026-05-11T06:00:05Z --to-port 80",
      reason: "the one flow in the time range does not pass --to-port 80"),
    ZeroRow(
      lines: forwarded, options: "--since 2031-01-01",
      reason: "no flow lies in the range asked for: the input holds 2026-05-11T06:00:00Z to "
        + "2026-05-11T06:00:09Z; ADVICE"),
    ZeroRow(
      lines: flow("DROPPED", second: nil), options: "--since 2026-05-11",
      reason: "no flow has a time that can be read; --since leaves out 1 flow that has no time, "
        + "DROPPED: keep time in the exporter's field mask"),
    ZeroRow(
      lines: flow("DROPPED", second: nil)
        + "{\"flow\":{\"time\":\"noon\",\"verdict\":\"DROPPED\"}}\n",
      options: "--since 2026-05-11 --until 2026-05-12",
      reason:
        "no flow has a time that can be read; --since and --until leave out 2 flows that have "
        + "no time, all of them DROPPED: keep time in the exporter's field mask"),
    ZeroRow(
      lines: forwarded + flow("DROPPED", second: nil) + flow("FORWARDED", second: nil),
      options: "--since 2026-05-11",
      reason: "2 flows read, none of them dropped; --since leaves out 2 flows that have no time, "
        + "1 of them DROPPED: keep time in the exporter's field mask"),
    ZeroRow(
      lines: forwarded + flow("FORWARDED", second: nil), options: "--since 2026-05-11 --to-port 1",
      reason: "none of the 2 flows in the time range passes --to-port 1; --since leaves out 1 flow "
        + "that has no time, none of them DROPPED: keep time in the exporter's field mask"),
    ZeroRow(
      lines: forwarded, options: "--until 2020-01-01",
      reason: "no flow lies in the range asked for: the input holds 2026-05-11T06:00:00Z to "
        + "2026-05-11T06:00:09Z; give a later --until"),
    ZeroRow(
      lines: forwarded, options: "--since 2026-05-11T06:00:03Z --until 2026-05-11T06:00:04Z",
      reason: "no flow lies in the range asked for: the input holds 2026-05-11T06:00:00Z to "
        + "2026-05-11T06:00:09Z; give an earlier --since or a later --until"),
    ZeroRow(
      lines: forwarded + flow("dropped"),
      reason:
        "3 flows read, none of them known to be dropped, but 1 with a verdict that Cilium does "
        + "not have"),
    ZeroRow(
      lines: unknown + flow("dropped") + flow("99") + flow("AUDIT"),
      reason:
        "of 4 flows none is known to be dropped, 1 without a verdict and 2 with a verdict that "
        + "Cilium does not have, but policy audit mode let 1 pass that a policy denies: "
        + "--verdict AUDIT counts them"),
    ZeroRow(
      lines: forwarded + flow("dropped"), options: "--verdict DROPPED",
      reason:
        "none of the 3 flows passes --verdict DROPPED; 1 of them has a verdict that Cilium does "
        + "not have: flowaudit flows --by verdict shows which"),
    ZeroRow(
      lines: flow("DROPPED") + flow("DROPPED", port: 443),
      options:
        "--namespace shop --to-port 443 --to-port 80 --not --namespace shop --verdict DROPPED",
      reason: "FILES none of the 2 flows that pass --namespace shop and --to-port 443 --to-port 80 "
        + "passes --not --namespace shop"),
    ZeroRow(
      lines: flow("DROPPED"), options: "--namespace shop --to-port 443 --protocol UDP",
      reason: "FILES the one flow that passes --namespace shop does not pass --to-port 443"),
  ]
}
