import FlowMetrics

/// A label of `--set-label`: on every alert, and on the Kubernetes object that holds rules or dashboard.
public struct SetLabel: Sendable, Equatable {
  /// The name, as Prometheus or Kubernetes takes it.
  public let name: String
  /// The value, not empty.
  public let value: String
  /// Whether Prometheus takes the name, too: the label is on alerts.
  public let isOfPrometheus: Bool

  /// Takes `NAME=VALUE`, where the value is all that follows the first `=`.
  public init(_ argument: String) throws(SetLabelError) {
    guard let sign = argument.firstIndex(of: "=") else {
      throw .noValue(argument)
    }
    name = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
    guard !["severity", "alertname", "alertstate"].contains(name), !name.hasPrefix("__") else {
      throw .ownLabel(name)
    }
    guard Self.isKubernetesKey(name) else {
      throw .badName(name)
    }
    guard Self.isKubernetesName(value) else {
      throw .badValue(name)
    }
    isOfPrometheus = ConstantLabel.isName(name)
  }

  /// A name, perhaps with the prefix of a domain.
  private static func isKubernetesKey(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return isKubernetesName(parts[0])
    case 2:
      return parts[0].utf8.count <= 253 && isKubernetesName(parts[1])
        && parts[0].split(separator: ".", omittingEmptySubsequences: false)
          .allSatisfy {
            $0.lowercased() == $0 && !$0.utf8.contains(UInt8(ascii: "_")) && isKubernetesName($0)
          }
    default: return false
    }
  }

  /// Up to 63 letters, digits, `-`, `_` and `.`, the first and the last a letter or a digit.
  private static func isKubernetesName(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.suffix(1).first, bytes.count <= 63 else {
      return false
    }
    return isLetterOrDigit(first) && isLetterOrDigit(last)
      && bytes.allSatisfy { isLetterOrDigit($0) || "-_.".utf8.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

/// Why a label cannot be set.
public enum SetLabelError: Error, Sendable, Equatable {
  /// Nothing stands behind the name.
  case noValue(String)
  /// No name of a label.
  case badName(String)
  /// No value that Kubernetes takes.
  case badValue(String)
  /// The rules set this one.
  case ownLabel(String)
}

extension SetLabelError: CustomStringConvertible {
  /// One line without a full stop; what was typed in it is unescaped.
  public var description: String {
    switch self {
    case .noValue(let text): "\(text) has no value: write NAME=VALUE"
    case .badName(let name):
      "'\(name)' is not the name of a label: use letters, digits, - and _, like team, or app.kubernetes.io/part-of"
    case .badValue(let name):
      "the value of \(name) is not one that Kubernetes takes: use up to 63 letters, digits, -, _ and ."
    case .ownLabel(let name): "\(name) is set by the rules themselves: use another name"
    }
  }
}
