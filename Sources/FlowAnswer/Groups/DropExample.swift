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
  private let find: @Sendable ([UInt8]) -> DropExample?

  /// Examples that are looked up by the keys of their rows, and decoded then.
  package init(_ find: @escaping @Sendable ([UInt8]) -> DropExample? = { _ in nil }) {
    self.find = find
  }

  /// Examples by the values of their rows.
  public init(_ examples: [[String]: DropExample]) {
    find = { examples[KeyText.values(of: $0[...])] }
  }

  /// The example of the row that has these values; nil where none was kept.
  public func example(of values: [String]) -> DropExample? {
    find(KeyText.bytes(of: values))
  }
}
