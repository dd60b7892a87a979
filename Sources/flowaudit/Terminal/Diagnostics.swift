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

  /// Something failed; said even when quiet.
  func error(_ message: String) {
    say("flowaudit: \(escape(message))")
  }

  /// Something that the reader should know; not said when quiet.
  func warning(_ message: String) {
    if !isQuiet {
      say("flowaudit: warning: \(escape(message))")
    }
  }

  /// What is being done, or was; not said when quiet.
  func note(_ message: String) {
    if !isQuiet {
      say("flowaudit: \(escape(message))")
    }
  }

  private func say(_ line: String) {
    shown.add(line)
    write(line + "\n")
  }

  /// What cannot be carried out, and a line that leads on.
  func usage(_ message: String, hint: String) {
    write("flowaudit: \(escape(message))\n\(escape(hint))\n")
  }

  /// These messages without warnings where quiet.
  func quieted(_ isQuiet: Bool) -> Self {
    Self(isQuiet: isQuiet, escape: escape, write: write, shown: shown)
  }
}
