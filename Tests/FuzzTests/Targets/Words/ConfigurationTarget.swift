@testable import flowaudit

/// A file of default options: it is refused with a reason that names the line, or read; what was read, written with = in one line each,
/// reads as the same.
struct ConfigurationTarget: FuzzTarget {
  private static let path = "config"

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    let text = String(decoding: input, as: UTF8.self)
    let found: Configuration
    do throws(UsageError) {
      found = try Configuration(text: text, path: Self.path, in: .flowaudit)
    } catch {
      return try Mismatch.check(
        error.message.hasPrefix("\(Self.path):"), true, "the refusal '\(error.message)' of \(text)")
    }
    let lines = found.defaults.map { entry in
      entry.option.flag + (entry.value.map { "=\($0)" } ?? "")
    }
    let again = try? Configuration(
      text: lines.joined(separator: "\n"), path: Self.path, in: .flowaudit)
    try Mismatch.check(
      again.map(Self.options), Self.options(of: found), "what is read of \(lines)")
    Self.read(found)
  }

  private static func options(of configuration: Configuration) -> [String] {
    configuration.defaults.map { "\($0.option.longName) \($0.value.debugDescription)" }
  }

  /// Takes the options as commands do that have few and many of them.
  private static func read(_ configuration: Configuration) {
    for command in CommandTable.rows {
      read(configuration, for: command)
    }
  }

  private static func read<Found: Command>(_ configuration: Configuration, for command: Found.Type)
  {
    let taken = configuration.defaults(for: command.row, besides: []).taken
    _ = try? OptionReader<Found>.read([], besides: taken, isNamed: false, in: .flowaudit)
  }
}
