/// The version of Cilium's chart.
public struct ChartVersion: Sendable, Equatable {
  /// The one whose rules hold where nobody says another.
  public static let standard = ChartVersion(text: "1.19.6", minor: 19)

  /// The oldest whose rules are known.
  public static let oldest = "1.14"

  /// The newest whose rules were compared with what Helm makes; later ones are taken to be like it.
  public static let newest = "1.20"

  /// As it is typed, without a `v` in front.
  public let text: String
  /// The number that rules hang on.
  let minor: Int

  private init(text: String, minor: Int) {
    self.text = text
    self.minor = minor
  }

  /// Reads `1.19.6`, `v1.19.6`, `1.19` or `1.20.0-rc.1`; nil where it is no version of a chart whose rules are known.
  public init?(_ text: String) {
    let bare = text.hasPrefix("v") ? String(text.dropFirst()) : text
    let core = bare.prefix { $0 != "-" && $0 != "+" }
    let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...3).contains(numbers.count),
      numbers.allSatisfy({ part in
        !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
      }),
      let major = Int(numbers[0]), let minor = Int(numbers[1]), major == 1, minor >= 14
    else {
      return nil
    }
    self.init(text: bare, minor: minor)
  }

  /// Whether its rules were compared with what Helm makes.
  public var isCompared: Bool {
    minor <= 20
  }
}
