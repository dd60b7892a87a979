/// Messages to the person at the terminal, on standard error.
///
/// Every message is made harmless on its way: it may hold names from logs and from the command line.
struct Diagnostics: Sendable {
  private let isQuiet: Bool
  private let escape: @Sendable (String) -> String
  private let write: @Sendable (String) -> Void
  /// The messages so far.
  let shown: ShownMessages

  /// `escape` makes a text harmless for a terminal; `write` takes whole lines.
  init(
    isQuiet: Bool, escape: @escaping @Sendable (String) -> String,
    write: @escaping @Sendable (String) -> Void = { StandardStream.error.write($0) },
    shown: ShownMessages = ShownMessages()
  ) {
    self.isQuiet = isQuiet
    self.escape = escape
    self.write = write
    self.shown = shown
  }

  /// A message has at most so many characters, so that a name or an argument of a megabyte does not bury what is said of it.
  static let maximumLength = 2000
  private static let keptEnd = 600

  /// A message without its middle where it is too long: it begins with what is wrong, and ends with what to do.
  private func shortened(_ message: String) -> String {
    guard message.utf8.count > Self.maximumLength, message.count > Self.maximumLength else {
      return message
    }
    let left = message.count - Self.maximumLength
    return
      "\(message.prefix(Self.maximumLength - Self.keptEnd))... (\(left) characters) ...\(message.suffix(Self.keptEnd))"
  }

  private func harmless(_ message: String) -> String {
    escape(shortened(message))
  }

  /// Something failed; said even when quiet.
  func error(_ message: String) {
    say("flowaudit: \(harmless(message))")
  }

  /// Something that the reader should know; not said when quiet.
  func warning(_ message: String) {
    if !isQuiet {
      say("flowaudit: warning: \(harmless(message))")
    }
  }

  /// What is being done, or was; not said when quiet.
  func note(_ message: String) {
    if !isQuiet {
      say("flowaudit: \(harmless(message))")
    }
  }

  private func say(_ line: String) {
    shown.add(line)
    write(line + "\n")
  }

  /// What cannot be carried out, and a line that leads on.
  func usage(_ message: String, hint: String) {
    write("flowaudit: \(harmless(message))\n\(harmless(hint))\n")
  }

  /// These messages without warnings where quiet.
  func quieted(_ isQuiet: Bool) -> Self {
    Self(isQuiet: isQuiet, escape: escape, write: write, shown: shown)
  }
}
