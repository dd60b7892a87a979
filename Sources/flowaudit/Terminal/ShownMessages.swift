import Synchronization

/// The messages that stand above an answer on a terminal: a table leaves room for them.
final class ShownMessages: Sendable {
  /// More than a screen holds are not counted.
  private static let mostMessages = 200

  private let widths = Mutex<[Int]>([])

  /// Counts a message of one line.
  func add(_ message: String) {
    let width = message.unicodeScalars.count
    widths.withLock { widths in
      if widths.count < Self.mostMessages {
        widths.append(width)
      }
    }
  }

  /// Lines that they take in so many columns.
  func lineCount(columns: Int) -> Int {
    widths.withLock { widths in
      widths.reduce(0) { $0 + max(1, ($1 + columns - 1) / max(1, columns)) }
    }
  }
}
