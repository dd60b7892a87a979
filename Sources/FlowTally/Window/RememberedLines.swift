/// The digests of lines, sorted, by source and slot: each copy of a line is there once.
///
/// 12 bytes a line, and some 100 a bucket. A line is looked for only among those of its own ten seconds and node, so that the new
/// lines of a window, which no earlier one reached, cost no search.
struct RememberedLines: Sendable {
  struct Place: Hashable, Sendable {
    let source: Int
    let slot: Int64
  }

  struct Bucket: Sendable {
    let place: Place
    /// Of the digests; empty where only the present window has lines of it.
    let range: Range<Int>
  }

  private(set) var buckets: [Bucket] = []
  private(set) var digests: [UInt64] = []
  /// How many copies the present window has returned, where the first of them stands.
  private var returned: [UInt32] = []
  private var numbers: [Place: Int] = [:]

  /// Adds a bucket with digests in ascending order.
  mutating func append(_ place: Place, _ sorted: some Collection<UInt64>) {
    let start = digests.count
    digests += sorted
    returned += repeatElement(0, count: digests.count - start)
    numbers[place] = buckets.count
    buckets.append(Bucket(place: place, range: start..<digests.count))
  }

  mutating func reserve(_ count: Int) {
    digests.reserveCapacity(count)
    returned.reserveCapacity(count)
  }

  /// The number of a bucket, a new and empty one where there is none.
  mutating func bucket(at place: Place) -> Int {
    if let number = numbers[place] {
      return number
    }
    append(place, [])
    return buckets.count - 1
  }

  /// Whether there is a copy of a line that the present window has not returned yet; it has now.
  mutating func take(_ digest: UInt64, in bucket: Int) -> Bool {
    let range = buckets[bucket].range
    let first = firstIndex(notBelow: digest, in: range)
    guard first < range.upperBound else {
      return false
    }
    let copy = first &+ Int(returned[first])
    guard copy < range.upperBound, digests[copy] == digest else {
      return false
    }
    returned[first] &+= 1
    return true
  }

  /// Removes empty buckets; gives the new number of each, -1 where it is gone.
  mutating func removeBuckets(where isUnused: (Int) -> Bool) -> [Int32] {
    let old = buckets
    var places: [Int32] = []
    buckets.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    for (number, bucket) in old.enumerated() {
      guard !bucket.range.isEmpty || !isUnused(number) else {
        places.append(-1)
        continue
      }
      places.append(Int32(buckets.count))
      numbers[bucket.place] = buckets.count
      buckets.append(bucket)
    }
    return places
  }

  private func firstIndex(notBelow digest: UInt64, in range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low &+ high) / 2
      if digests[middle] < digest {
        low = middle &+ 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// The copies of a bucket's lines that the present window has returned, in ascending order.
  func returnedDigests(of bucket: Int) -> [UInt64] {
    buckets[bucket].range.flatMap { index in
      repeatElement(digests[index], count: Int(returned[index]))
    }
  }
}
