/// What a state file holds: what gives its counters their meaning, and lines that others wrote.
///
/// The first line names the format, the last one holds the digest of all before it.
public struct StateContent: Sendable, Equatable {
  /// What the counters depend on, by name, in the order of the file: filters, input.
  public var configuration: [Setting]
  /// The lines of everything else, in order.
  public var lines: [StateLine]

  /// A name and its value, for people.
  public struct Setting: Sendable, Equatable {
    /// What is set.
    public let name: String
    /// To what; empty where it is not.
    public let value: String

    /// A setting.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  private static let format = "flowaudit-state"
  private static let version = "2"
  /// The versions that can be read; 1 lacks lists of what waits.
  private static let readVersions = ["1", version]

  /// Whether a file is a state of some version, be it cut or changed.
  public static func isOne(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: "\(format) ".utf8)
  }

  /// Reads a file's bytes.
  public init(_ bytes: [UInt8]) throws(StateDamage) {
    let end = bytes.dropLast().lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    var last = StateReader(Array(bytes[end...]))
    guard bytes.last == UInt8(ascii: "\n"), let line = try last.next(), line.keyword == "end",
      try line.count(0) == Digest(bytes[..<end]).value
    else {
      throw StateDamage(
        "it is cut or was changed: its last line is missing or does not match the rest")
    }
    var reader = StateReader(Array(bytes[..<end]))
    guard let head = try reader.next(), head.keyword == Self.format else {
      throw StateDamage("it is not a state that flowaudit wrote")
    }
    guard Self.readVersions.contains(try head.word(0)) else {
      throw StateDamage(
        "its format has version \(try head.word(0)), this program reads versions "
          + Self.readVersions.joined(separator: " and "))
    }
    configuration = []
    lines = []
    while let line = try reader.next() {
      if line.keyword == "config" {
        configuration.append(Setting(try line.word(0), try line.word(1)))
      } else {
        lines.append(line)
      }
    }
  }

  /// The bytes of a file; `write` adds the lines.
  public static func bytes(
    configuration: [Setting], writing write: (inout StateWriter) -> Void
  ) -> [UInt8] {
    var writer = StateWriter()
    writer.line(format, [.word(version)])
    for setting in configuration {
      writer.line("config", [.text(setting.name), .text(setting.value)])
    }
    write(&writer)
    writer.line("end", [.count(Digest(writer.bytes).value)])
    return writer.bytes
  }

  /// The first setting in which another configuration differs, as `before` and `now`; nil where it is the same.
  public func difference(
    from other: [Setting]
  ) -> (name: String, before: String, now: String)? {
    let names = configuration.map(\.name) + other.map(\.name)
    for name in names {
      let before = configuration.first { $0.name == name }?.value ?? ""
      let now = other.first { $0.name == name }?.value ?? ""
      if before != now {
        return (name, before, now)
      }
    }
    return nil
  }
}
