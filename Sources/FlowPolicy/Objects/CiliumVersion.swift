/// A minor version of Cilium whose rules are known.
public enum CiliumVersion: Int, CaseIterable, Comparable, Sendable {
  /// Cilium 1.18.
  case v1x18 = 18
  /// Cilium 1.19.
  case v1x19 = 19
  /// Cilium 1.20.
  case v1x20 = 20
  /// Cilium 1.21.
  case v1x21 = 21

  /// The version of a text such as `1.19`, `1.19.4` or `v1.20.0`; nil for one that is not known.
  public init?(_ text: String) {
    let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0] == "1", let minor = Int(parts[1]) else {
      return nil
    }
    self.init(rawValue: minor)
  }

  /// The version as people write it, such as `1.19`.
  public var text: String {
    "1.\(rawValue)"
  }

  /// By age.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}
