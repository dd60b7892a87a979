import Foundation

/// Label selectors, read as plainly as Kubernetes documents them.
extension PlainField {
  static func labels(_ selector: String, _ labels: [SampleValue]?) -> Bool {
    var parts: [String] = []
    var depth = 0
    for character in selector {
      depth += character == "(" ? 1 : character == ")" ? -1 : 0
      if character == "," && depth == 0 || parts.isEmpty {
        parts.append("")
      }
      if character != "," || depth > 0 {
        parts[parts.count - 1].append(character)
      }
    }
    let found = (labels ?? []).compactMap { label -> (String, String, String)? in
      if case .text(let text) = label { cut(text) } else { nil }
    }
    return parts.allSatisfy { requirement($0, found) }
  }

  /// Source, key and value of a label.
  private static func cut(_ label: String) -> (String, String, String) {
    var (source, rest) = ("", label)
    if label.hasPrefix("$") {
      (source, rest) = ("reserved", String(label.dropFirst()))
    } else if let colon = label.firstIndex(of: ":") {
      (source, rest) = (String(label[..<colon]), String(label[label.index(after: colon)...]))
    } else if label.hasPrefix("reserved.") {
      (source, rest) = ("reserved", String(label.dropFirst(9)))
    }
    let parts = rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    return (source, String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
  }

  private static func requirement(_ text: String, _ labels: [(String, String, String)]) -> Bool {
    func value(_ key: String) -> String? {
      let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
      let (source, name) = parts.count == 2 ? (parts[0], parts[1]) : ("any", key)
      return labels.first { label in
        guard source == "any" || source == label.0 else {
          return false
        }
        return name == label.1
          || source == "cidr" && address(name, String(label.1.split(separator: "/")[0]))
            && (Int(label.1.split(separator: "/")[1]) ?? 0)
              >= (Int(name.split(separator: "/")[1]) ?? 0)
      }?.2
    }
    if text.hasPrefix("!") {
      return value(String(text.dropFirst())) == nil
    }
    for sign in [" notin ", " in ", "!=", "==", "=", ">", "<"] {
      guard let range = text.range(of: sign) else {
        continue
      }
      let found = value(String(text[..<range.lowerBound]))
      let rest = text[range.upperBound...].filter { !"()".contains($0) }
      let wanted = rest.components(separatedBy: ",")
      switch sign {
      case " notin ", "!=": return found.map { !wanted.contains($0) } ?? true
      case ">": return found.flatMap { Int($0) }.map { $0 > Int(rest) ?? 0 } ?? false
      case "<": return found.flatMap { Int($0) }.map { $0 < Int(rest) ?? 0 } ?? false
      default: return found.map { wanted.contains($0) } ?? false
      }
    }
    return value(text) != nil
  }
}
