internal import FlowAnswer

/// What is remembered of the windows so far, and what is forgotten.
extension WindowMemory {
  /// Without a line for so long, by the wall clock, a node's lines are forgotten where the span is known.
  private static let patience = Nanoseconds.seconds(3600)

  /// The lines that a next window may hold, and what of the sources changes by it.
  struct Kept {
    var lines = RememberedLines()
    /// By source.
    var horizons: [Int64] = []
    var forgottenCount: UInt64 = 0
  }

  /// Brings what was read into what is remembered.
  mutating func consolidate(at now: Int64) {
    let kept = kept(at: now)
    remembered = kept.lines
    newDigests.removeAll()
    newBuckets.removeAll()
    for index in sources.indices {
      sources[index].horizon = kept.horizons[index]
      sources[index].nextHorizon = .min
    }
  }

  /// What would be remembered, should the window end now.
  func kept(at now: Int64) -> Kept {
    let horizons = sources.map { horizon(of: $0, at: now) }
    var kept = Kept(horizons: horizons)
    let counts = zip(remembered.buckets.indices.map(rememberedCount), newCounts).map { $0 + $1 }
    let places = remembered.buckets.map(\.place)
    var buckets = counts.indices.filter { bucket in
      let place = places[bucket]
      let end = WindowSlot.start(of: place.slot &+ 1)
      return counts[bucket] > 0 && end > horizons[place.source]
    }
    drop(from: &buckets, counts, into: &kept)
    buckets.sort {
      (places[$0].source, places[$0].slot) < (places[$1].source, places[$1].slot)
    }
    fill(&kept.lines, buckets, counts)
    return kept
  }

  /// Before which moment a source's lines need not be remembered.
  private func horizon(of source: WindowSource, at now: Int64) -> Int64 {
    let least = max(source.horizon, source.nextHorizon)
    guard source.kind != .untimed, source.newest > .min else {
      return least
    }
    guard let span else {
      return source.wasRead ? max(least, min(source.oldestRead, now)) : least
    }
    // A clock that is ahead of ours must not hide what comes when it is set right.
    let (reach, isOver) = min(source.newest, now).subtractingReportingOverflow(span.count)
    guard !isOver else {
      return least
    }
    let silence = now.subtractingReportingOverflow(source.seen).partialValue
    let isQuiet = source.isSeen ? false : silence > max(span, Self.patience).count
    let oldest = isQuiet ? min(source.newest, now &- span.count) : reach
    return max(least, WindowSlot.start(of: WindowSlot.slot(of: oldest)))
  }

  private func rememberedCount(_ bucket: Int) -> Int {
    let place = remembered.buckets[bucket].place
    return sources[place.source].kind == .untimed
      ? remembered.returnedDigests(of: bucket).count : remembered.buckets[bucket].range.count
  }

  /// Lets the oldest slots go where there are too many lines, or too many buckets.
  private func drop(from buckets: inout [Int], _ counts: [Int], into kept: inout Kept) {
    var rest = buckets.reduce(0) { $0 + counts[$1] }
    guard rest > maximumLineCount || buckets.count > Self.maximumBucketCount else {
      return
    }
    let places = remembered.buckets.map(\.place)
    buckets.sort { places[$0].slot > places[$1].slot }
    while rest > maximumLineCount || buckets.count > Self.maximumBucketCount,
      let oldest = buckets.popLast()
    {
      rest -= counts[oldest]
      kept.forgottenCount += UInt64(counts[oldest])
      let place = places[oldest]
      kept.horizons[place.source] = max(
        kept.horizons[place.source], WindowSlot.start(of: place.slot &+ 1))
    }
  }

  /// Joins what was remembered and what is new, bucket by bucket.
  private func fill(_ lines: inout RememberedLines, _ buckets: [Int], _ counts: [Int]) {
    var starts = [Int](repeating: -1, count: counts.count)
    var total = 0
    for bucket in buckets {
      starts[bucket] = total
      total += counts[bucket]
    }
    var digests = [UInt64](repeating: 0, count: total)
    var ends = starts
    for bucket in buckets {
      let place = remembered.buckets[bucket].place
      if sources[place.source].kind == .untimed {
        // A next window has them only if this one did.
        for digest in remembered.returnedDigests(of: bucket) {
          digests[ends[bucket]] = digest
          ends[bucket] += 1
        }
      } else {
        for index in remembered.buckets[bucket].range {
          digests[ends[bucket]] = remembered.digests[index]
          ends[bucket] += 1
        }
      }
    }
    for index in newDigests.indices {
      let bucket = Int(newBuckets[index])
      if ends[bucket] >= 0 {
        digests[ends[bucket]] = newDigests[index]
        ends[bucket] += 1
      }
    }
    lines.reserve(total)
    for bucket in buckets {
      let place = remembered.buckets[bucket].place
      lines.append(place, digests[starts[bucket]..<ends[bucket]].sorted())
    }
  }
}
