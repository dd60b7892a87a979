/// The kinds of log that can be asked for.
public enum Shape: String, CaseIterable, Sendable {
  case full, exporter, minimal, drops, spaced, unicode, bad

  /// What it is, for the usage text.
  public var explanation: String {
    switch self {
    case .full: "all fields, as `hubble observe -o json` writes them (about 2.5 kB a line)"
    case .exporter: "the exporter's field mask (about 550 bytes a line)"
    case .minimal: "verdict, namespaces and pods only (about 170 bytes; lines repeat)"
    case .drops: "all fields, dropped packets only"
    case .spaced: "all fields, white space between the tokens"
    case .unicode: "all fields, characters outside ASCII in most lines"
    case .bad: "all fields, one line in a hundred is no JSON"
    }
  }

  var mask: FieldMask {
    switch self {
    case .exporter: .exporter
    case .minimal: .minimal
    case .full, .drops, .spaced, .unicode, .bad: .everything
    }
  }
}
