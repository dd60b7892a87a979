/// Groups and their counts: one buffer of keys, one array per number.
package struct GroupStore: Sendable {
  package private(set) var keyBytes: [UInt8] = []
  package private(set) var keyEnds: [Int] = []
  package private(set) var counts: [UInt64] = []
  package private(set) var firsts: [OptionalTime] = []
  package private(set) var lasts: [OptionalTime] = []

  package init() {}

  package init(
    keyBytes: [UInt8], keyEnds: [Int], counts: [UInt64], firsts: [OptionalTime],
    lasts: [OptionalTime]
  ) {
    self.keyBytes = keyBytes
    self.keyEnds = keyEnds
    self.counts = counts
    self.firsts = firsts
    self.lasts = lasts
  }

  package var count: Int {
    counts.count
  }

  package func key(at index: Int) -> ArraySlice<UInt8> {
    keyBytes[place(of: index)]
  }

  /// Where a key lies in `keyBytes`.
  package func place(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : keyEnds[index - 1])..<keyEnds[index]
  }

  package mutating func add(_ count: UInt64, to index: Int, first: OptionalTime, last: OptionalTime)
  {
    counts[index] &+= count
    firsts[index] = firsts[index].older(first)
    lasts[index] = lasts[index].newer(last)
  }

  package mutating func append(
    key: some Collection<UInt8>, count: UInt64, first: Timestamp?, last: Timestamp?
  ) {
    keyBytes.append(contentsOf: key)
    keyEnds.append(keyBytes.count)
    counts.append(count)
    firsts.append(OptionalTime(first))
    lasts.append(OptionalTime(last))
  }
}
