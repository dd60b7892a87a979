internal import FlowAnswer

/// Reads examples of drops from their lines: one for each set of values that a thread meets.
struct ExampleReader: Sendable {
  /// What is read, in this order.
  private static let fields: [GroupField] = [
    .sourcePod, .sourceIP, .destinationPod, .destinationIP, .destinationPort, .protocol,
  ]
  private static let sources = fields.map { GroupSource($0) }

  /// The values of which this thread has read an example.
  ///
  /// Where there is no room for more it reads further ones again: of all, the first of the input stays.
  private var known = ByteTable(maximumCount: 4096, maximumByteCount: 1 << 20)

  /// Makes a record an example, where it is the first that has its values.
  mutating func read(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ facts: inout LineFacts,
    into record: inout DropRecord
  ) {
    let text = record.values.text
    let count = known.count
    let number = known.index(of: text.storage.span.extracting(0..<text.count))
    record.hasExample = number == nil || known.count > count
    guard record.hasExample else {
      return
    }
    record.example.removeAll()
    for source in Self.sources {
      GroupValue.append(&flow, source, bytes, &facts, to: &record.example)
    }
  }
}

/// The first example of each set of values that drops have, in the order of the input.
///
/// A thread gives the first example that it meets, and threads take the segments of an input in their order. So the first one of all is the same
/// for any number of threads, and any cut. Bounded: later sets of values have none.
struct ExampleBook: Sendable {
  private var keys = ByteTable(maximumCount: 16_384, maximumByteCount: 4 << 20)
  /// The examples as they were read, one behind the other, and where each ends.
  private var texts: [UInt8] = []
  private var ends: [Int] = []
  private var times: [OptionalTime] = []

  /// Keeps a record's example, where it is the first with these values.
  mutating func note(_ record: DropRecord) {
    let (key, example) = (record.values.text, record.example.text)
    note(
      key.storage.span.extracting(0..<key.count), example.storage[..<example.count], record.time)
  }

  private mutating func note(_ key: Span<UInt8>, _ text: ArraySlice<UInt8>, _ time: OptionalTime) {
    if keys.index(of: key) == ends.count {
      texts.append(contentsOf: text)
      ends.append(texts.count)
      times.append(time)
    }
  }

  /// Adds the examples of later inputs.
  mutating func merge(_ other: Self) {
    for index in other.ends.indices {
      note(Array(other.keys.key(at: index)).span, other.text(at: index), other.times[index])
    }
  }

  private func text(at index: Int) -> ArraySlice<UInt8> {
    texts[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// All of them, by the keys of their rows.
  var kept: DropExamples {
    let book = self
    return DropExamples { key in
      book.keys.existingIndex(of: key.span).map { index in
        DropExample(book.text(at: index), at: book.times[index].timestamp)
      }
    }
  }
}

extension DropExample {
  /// The example that a record holds: values in the order of `ExampleReader.fields`.
  fileprivate init(_ key: ArraySlice<UInt8>, at time: Timestamp?) {
    let values = KeyText.values(of: key).map { $0 == GroupField.absent ? nil : $0 }
    self.init(
      time: time, source: values[0] ?? values[1] ?? GroupField.absent,
      destination: values[2] ?? values[3] ?? GroupField.absent, port: values[4],
      transport: values[5])
  }
}
