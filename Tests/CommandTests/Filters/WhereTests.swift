import Foundation
import TestSupport
import Testing

/// `--where`, `--policy`, names as they are printed: what `drops` counts under them.
@Suite struct WhereTests {
  private static let log = Fixture.path("flows/full-20k.jsonl.gz")

  /// Flags that look at lines, before pairing.
  static let lineFlags: [[String]] = [
    ["--where", "reason=POLICY_DENIED"], ["--where", "reason=policy denied"],
    ["--where", "namespace=payments"], ["--where", "namespace!=payments"],
    ["--where", "source-namespace=reserved:*"], ["--where", "node=*eu-west-1*"],
    ["--where", "source-pod~^payments/"], ["--where", "protocol=TCP"],
    ["--where", "label:app=coredns"], ["--where", "client=sandbox/*"],
    ["--where", "reason=L7_DENIED"], ["--drop-reason-desc", "l7_denied"],
    ["--drop-reason-desc", "policy_denied", "--drop-reason-desc", "L7_DENIED"],
    ["--namespace", "reserved:world"], ["--to-namespace", "reserved:kube-apiserver"],
    ["--namespace", "payments", "--namespace", "reserved:host"], ["--verdict", "dropped"],
    ["--not", "--namespace", "reserved:world"], ["--dns-query", "."], ["--dns-rcode", "nxdomain"],
    ["--type", "PolicyVerdict"], ["--traffic-direction", "unknown"],
    ["--identity", "reserved:world"],
  ]

  @Test(
    "drops under a flag are the drops of what filter keeps under it",
    arguments: Scale.drawn(lineFlags, inCI: 10))
  func lines(flags: [String]) throws {
    let by = ["--output", "json", "--by", Counts.grouping]
    let direct = try Answer(try Binary.run(["drops", Self.log] + flags + by))
    let kept = try Binary.run(["filter", Self.log] + flags)
    #expect(kept.status == .exited(0))
    let piped = try Answer(try Binary.run(["drops", "-"] + by, input: .bytes(kept.output)))
    #expect(direct.counts.differences(from: piped.counts).filter { $0.hasPrefix("drops") } == [])
    #expect(direct.total.drops == piped.total.drops)
  }

  /// A condition of drops, and the field and value of the rows that it keeps.
  static let dropFlags: [([String], String, @Sendable (String) -> Bool)] = [
    (["--policy", "(default deny)"], "policy", { $0 == "(default deny)" }),
    (
      ["--policy", "(unnamed)", "--policy", "(none)"], "policy",
      { ["(unnamed)", "(none)"].contains($0) }
    ),
    (["--not", "--policy", "(default deny)"], "policy", { $0 != "(default deny)" }),
    (
      ["--policy", "data-platform/*"], "policy",
      { $0.split(separator: ",").contains { $0.hasPrefix("data-platform/") } }
    ),
    (["--where", "direction=egress"], "direction", { $0 == "egress" }),
    (["--where", "direction!=egress"], "direction", { $0 != "egress" }),
    (["--where", "policy-kind~^Cilium"], "policy_kind", { $0.hasPrefix("Cilium") }),
    (["--where", "type=Drop"], "type", { $0 == "Drop" }),
    (["--not", "--where", "type=PolicyVerdict"], "type", { $0 != "PolicyVerdict" }),
    (["--where", "file!=bpf_lxc.c:1770"], "file", { $0 != "bpf_lxc.c:1770" }),
    (["--where", "tcp-flags=SYN"], "tcp_flags", { $0 == "SYN" }),
    (["--where", "direction=EGRESS"], "direction", { $0 == "egress" }),
    (["--where", "type=policy-verdict"], "type", { $0 == "PolicyVerdict" }),
    (["--where", "type!=drop"], "type", { $0 != "Drop" }),
  ]

  @Test(
    "what is asked of drops is asked after pairing: rows stay or go as they are",
    arguments: Scale.drawn(dropFlags.indices, inCI: 7))
  func drops(index: Int) throws {
    let (flags, key, isKept) = Self.dropFlags[index]
    let by = ["--output", "jsonl", "--by", "policy,direction,policy-kind,type,file,tcp-flags"]
    let all = try Binary.run(["drops", Self.log] + by).text.split(separator: "\n")
    let expected = try all.filter { line in
      let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return isKept(row?[key] as? String ?? "")
    }
    let found = try Binary.run(["drops", Self.log] + flags + by)
    #expect(found.text.split(separator: "\n") == expected)
    #expect(!expected.isEmpty && expected.count < all.count)
    let left = try Answer(try Binary.run(["drops", Self.log, "--output", "json"] + flags))
    let whole = try Answer(try Binary.run(["drops", Self.log, "--output", "json"]))
    let flag = flags.last { $0.hasPrefix("--") && $0 != "--not" } ?? ""
    let count = whole.total.drops - left.total.drops
    let note =
      "\(count) more \(count == 1 ? "drop" : "drops") passed the other filters, and \(count == 1 ? "was" : "were") left out by \(flag)"
    #expect(left.coverage.notes.contains(note))
  }

  /// A condition as somebody types it, and as the value is printed, which flows have.
  static let words: [(typed: String, printed: String)] = [
    ("protocol=tcp", "protocol=TCP"), ("protocol=icmpv4", "protocol=ICMPv4"),
    ("type=trace", "type=Trace"), ("type=policy verdict", "type=PolicyVerdict"),
    ("is-reply=TRUE", "is-reply=true"), ("trace-point=to_endpoint", "trace-point=TO_ENDPOINT"),
    ("trace-point=to-endpoint", "trace-point=TO_ENDPOINT"), ("dns-rcode=nxdomain", "dns-rcode=3"),
    ("dns-rcode=NXDOMAIN", "dns-rcode=3"), ("tcp-flags=ack,syn", "tcp-flags=SYN,ACK"),
    ("tcp-flags=ACK,PSH", "tcp-flags=PSH,ACK"), ("http-method=get", "http-method=GET"),
    ("verdict=dropped", "verdict=DROPPED"), ("reason=policy-denied", "reason=POLICY_DENIED"),
  ]

  @Test("a word of a closed list is taken in any case, flags in any order", arguments: words)
  func word(typed: String, printed: String) throws {
    for sign in ["=", "!="] {
      let counts = try [typed, printed].map { condition in
        try Binary.run(
          "filter", Self.log, "--count", "--where", condition.replacing("=", with: sign)
        ).text
      }
      #expect(counts[0] == counts[1])
      #expect(counts[0] != "0\n" && counts[0] != "20000\n", "\(counts)")
    }
  }

  @Test("a word that the log has in another case is found as it was typed")
  func otherCase() throws {
    let log = ["DROPPED", "dropped", "Dropped"].map { #"{"flow":{"verdict":"\#($0)"}}"# + "\n" }
      .joined()
    for (condition, count) in [
      ("verdict=dropped", "2\n"), ("verdict=DROPPED", "1\n"), ("verdict!=dropped", "1\n"),
      ("verdict~^dropped$", "1\n"),
    ] {
      let outcome = try Binary.run(
        ["filter", "--count", "--where", condition], input: .bytes(Array(log.utf8)))
      #expect(outcome.text == count)
    }
  }

  @Test("a summary under a condition of drops counts those drops, and all flows")
  func summary() throws {
    let rows = try Binary.run(
      "summary", Self.log, "--policy", "(default deny)", "--output", "jsonl"
    ).text.split(separator: "\n")
    #expect(rows.filter { $0.contains("\"by_policy\"") }.count == 1)
    #expect(rows.filter { $0.contains("\"by_reason\"") }.count == 1)
    #expect(rows.contains { $0.contains("\"verdict\":\"FORWARDED\"") })
  }

  @Test(
    "what is asked of drops is refused where lines are looked at, with the way",
    arguments: [["flows"], ["filter"], ["export"]],
    [["--policy", "x"], ["--where", "policy=x"], ["--where", "direction=egress"]])
  func refused(command: [String], flags: [String]) throws {
    let outcome = try Binary.run(command + [Self.log] + flags)
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains("use it with 'flowaudit drops'"))
    #expect(outcome.text == "")
  }

  @Test("each row of a table is found again by what it prints")
  func printed() throws {
    let fields = ["source-namespace", "destination-workload", "source-pod", "reason", "client"]
    for field in fields {
      let rows = try Binary.run("drops", Self.log, "--by", field, "--output", "jsonl").text
        .split(separator: "\n")
      for line in rows.prefix(5) {
        let row = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        let value = row?[field.replacing("-", with: "_")] as? String ?? ""
        let found = try Binary.run(
          "drops", Self.log, "--where", "\(field)=\(value)", "--by", field, "--output", "jsonl")
        // A pair's lines have these fields alike, but for what only one of them tells.
        #expect(found.text.contains("\"\(value)\""), "\(field)=\(value)")
      }
    }
  }
}
