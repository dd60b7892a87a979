/// One dropped packet, for a person to look at: who sent it, to whom, and when.
public struct DropExample: Sendable, Equatable {
  /// The packet's time.
  public var time: Timestamp?
  /// Who sent it: the pod as `namespace/name`, else the address, else `(none)`; from the log, hostile.
  public var source: String
  /// Whom it was sent to, in the same way.
  public var destination: String
  /// The destination's port; nil where the packet has none.
  public var port: String?
  /// The protocol, `TCP`; nil where the line does not say.
  public var transport: String?

  /// An example made of its parts.
  public init(
    time: Timestamp?, source: String, destination: String, port: String?, transport: String?
  ) {
    self.time = time
    self.source = source
    self.destination = destination
    self.port = port
    self.transport = transport
  }
}

/// An example of a drop for each row of a table, the first one of the input, as far as there was room for them.
public struct DropExamples: Sendable {
  private let examples: [[UInt8]: DropExample]

  /// Examples by the keys of their rows.
  package init(_ examples: [[UInt8]: DropExample] = [:]) {
    self.examples = examples
  }

  /// Examples by the values of their rows.
  public init(_ examples: [[String]: DropExample]) {
    self.examples = Dictionary(
      uniqueKeysWithValues: examples.map { (KeyText.bytes(of: $0.key), $0.value) })
  }

  /// The example of the row that has these values; nil where none was kept.
  public func example(of values: [String]) -> DropExample? {
    examples[KeyText.bytes(of: values)]
  }
}
