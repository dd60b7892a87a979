import FlowManifest
import TestSupport

/// Values that readers of YAML stumble over.
enum Samples {
  /// Strings that YAML, or one of its readers, takes for something else when they are not quoted.
  static let strings = [
    "web", "yes", "no", "on", "Off", "true", "null", "~", "", "80", "0x1F", "1_000", "1:30", "0.5",
    "-1",
    "2015-01-01", "10.0.0.0/8", "a: b", "a:", "# c", "a #b", "'", "\"", "\\", "- x", "-", "?",
    " lead",
    "trail ", "a\nb", "\n", "a\n\nb\n", "tab\there", "é😀", "=", "<<", "*x", "&x", "!x", "%x", "@x",
    "`x",
    "{{ .x }}", "[a]", "{a: b}", ", ", "|", ">", "\u{1B}[31m", "\u{85}\u{2028}\u{FEFF}", "\r\n",
    "k8s:app",
    "io.kubernetes.pod.namespace", String(repeating: "long words ", count: 40),
    String(repeating: "x", count: 2_000),
  ]

  private static let keys = [
    "a", "b", "spec", "matchLabels", "k8s:app", "true", "1", "null", "a b", "é", "<<", "", "x: y",
    "io.cilium/x",
  ]

  private static let numbers = [
    "0", "-1", "80", "1.50", "1e3", "123456789012345678901234567890", "0.1e-10",
  ]

  /// A value of some levels.
  static func value(_ random: inout SeededNumbers, depth: Int = 4) -> ManifestValue {
    switch random.below(depth > 0 ? 8 : 5) {
    case 0: .number(random.pick(numbers))
    case 1: .bool(random.chance(50))
    case 2, 3: .string(random.pick(strings))
    case 4: random.chance(30) && depth < 4 ? .null : .string(text(&random))
    case 5: .array((0..<random.below(4)).map { _ in value(&random, depth: depth - 1) })
    default: object(&random, depth: depth)
    }
  }

  /// An object of some levels.
  static func object(_ random: inout SeededNumbers, depth: Int = 4) -> ManifestValue {
    var members: [ManifestMember] = []
    for _ in 0..<random.below(5) {
      let key = random.pick(keys)
      if members.contains(where: { $0.key == key }) { continue }
      members.append(ManifestMember(key, value(&random, depth: depth - 1)))
    }
    return .object(members)
  }

  private static func text(_ random: inout SeededNumbers) -> String {
    let alphabet = Array("abyn01:-_#'\"\\ ,[]{}&*!|>%@`\n\té./+eExo~?=<")
    return String((0..<random.below(12)).map { _ in random.pick(alphabet) })
  }
}
