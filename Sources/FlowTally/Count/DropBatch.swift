/// The drops of one stretch of an input, in order: what parsing hands to accounting.
///
/// Its records and their buffers are reused.
public struct DropBatch: Sendable {
  private var records: [DropRecord] = []
  private var count = 0

  /// An empty batch.
  public init() {}

  /// Whether so many drops wait that it is better to account them before more come.
  public var isLarge: Bool {
    count >= 8192
  }

  /// Calls `fill` with the next free record and keeps it.
  @inline(__always)
  mutating func append(_ fill: (inout DropRecord) -> Void) {
    if count == records.count {
      records.append(DropRecord())
    }
    fill(&records[count])
    count &+= 1
  }

  /// Gives each record to `body`, in order, which may exchange its buffers; then the batch is empty.
  mutating func drain(_ body: (inout DropRecord) -> Void) {
    for index in 0..<count {
      body(&records[index])
    }
    count = 0
  }
}
