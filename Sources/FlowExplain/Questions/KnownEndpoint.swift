import FlowPolicy

/// One end of a connection, and the number that it is known by: equal ends have equal numbers, as long as they are remembered.
///
/// Comparing numbers stands for comparing lists of labels.
struct KnownEndpoint {
  let number: Int
  let endpoint: Endpoint
}

/// The ends of the rows of a table, each made once: most rows have those of others.
///
/// Bounded: what is full begins anew, which costs time. A number is never given twice.
struct EndpointTable {
  /// The texts that an end is made of, as a flow has them.
  struct Texts: Hashable {
    let labels: String
    let address: String
    let names: String
  }

  private var endpoints: [Texts: KnownEndpoint] = [:]
  private var lists: [String: [String]] = [:]
  private var count = 0
  private static let mostKept = 1 << 16

  /// The end of these texts.
  mutating func endpoint(_ texts: Texts) -> KnownEndpoint {
    if let known = endpoints[texts] {
      return known
    }
    if endpoints.count == Self.mostKept {
      endpoints.removeAll(keepingCapacity: true)
    }
    let endpoint = Endpoint(
      labels: labels(texts.labels), address: texts.address, names: Self.list(texts.names))
    let known = KnownEndpoint(number: count, endpoint: endpoint)
    count += 1
    endpoints[texts] = known
    return known
  }

  private mutating func labels(_ text: String) -> [String] {
    if let known = lists[text] {
      return known
    }
    if lists.count == Self.mostKept {
      lists.removeAll(keepingCapacity: true)
    }
    let labels = Self.list(text)
    lists[text] = labels
    return labels
  }

  /// The parts of a list that is joined by commas.
  static func list(_ text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)) }
  }
}

/// A question whose ends are known by number.
struct KnownQuestion {
  /// Equal for equal questions, as long as their ends are remembered.
  struct Key: Hashable {
    let direction: PolicyDirection
    let subject: Int
    let peer: Int
    let layer4: Layer4
  }

  let key: Key
  let question: Question
}
