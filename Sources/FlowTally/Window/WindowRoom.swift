/// Room for the lines of the present window, which may go on without end.
extension WindowMemory {
  /// Nodes times slots of ten seconds: some 100 bytes each.
  static let maximumBucketCount = 1 << 20

  /// Whether new lines have to go before more come.
  @inline(__always)
  var isFull: Bool {
    newDigests.count > maximumLineCount
      || remembered.buckets.count &- oldBucketCount > Self.maximumBucketCount
  }

  /// Makes room: a quarter of the new lines and buckets go, those of the oldest slots.
  ///
  /// From the next window on lines of their times are taken for known; in this one they are not looked for.
  mutating func forgetOldest() {
    let counts = newCounts
    let places = remembered.buckets.map(\.place)
    var oldestLast = counts.indices.filter { counts[$0] > 0 }
      .sorted { places[$0].slot > places[$1].slot }
    var isGone = [Bool](repeating: false, count: counts.count)
    var rest = newDigests.count
    while rest > maximumLineCount / 4 * 3 || oldestLast.count > Self.maximumBucketCount / 4 * 3,
      let oldest = oldestLast.popLast()
    {
      rest -= counts[oldest]
      report.forgottenCount += UInt64(counts[oldest])
      isGone[oldest] = true
      let source = places[oldest].source
      sources[source].nextHorizon = max(
        sources[source].nextHorizon, WindowSlot.start(of: places[oldest].slot &+ 1))
    }
    removeNew(where: isGone)
  }

  /// Lets those new lines go that no next window can hold; `horizons` are those of the sources.
  mutating func forgetBehind(_ horizons: [Int64]) {
    let isGone = remembered.buckets.map { bucket in
      WindowSlot.start(of: bucket.place.slot &+ 1) <= horizons[bucket.place.source]
    }
    for index in sources.indices {
      sources[index].nextHorizon = max(sources[index].nextHorizon, horizons[index])
    }
    removeNew(where: isGone)
  }

  /// New lines by bucket.
  var newCounts: [Int] {
    var counts = [Int](repeating: 0, count: remembered.buckets.count)
    for bucket in newBuckets {
      counts[Int(bucket)] += 1
    }
    return counts
  }

  private mutating func removeNew(where isGone: [Bool]) {
    var count = 0
    for index in newDigests.indices where !isGone[Int(newBuckets[index])] {
      newDigests[count] = newDigests[index]
      newBuckets[count] = newBuckets[index]
      count += 1
    }
    newDigests.removeLast(newDigests.count - count)
    newBuckets.removeLast(newBuckets.count - count)
    let counts = newCounts
    let numbers = remembered.removeBuckets { counts[$0] == 0 }
    for index in newBuckets.indices {
      newBuckets[index] = numbers[Int(newBuckets[index])]
    }
    for index in sources.indices {
      sources[index].lastSlot = .min
    }
  }
}
