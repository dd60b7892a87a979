#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The moment from which on events come faster, by likelihood: one rate before it, a greater one from it on.
enum ChangePoint {
  /// The place among the times, which are in order, of the first event of the greater rate; nil where no moment has a greater one behind it.
  ///
  /// - Parameters:
  ///   - times: The events, as seconds from the start of the stretch.
  ///   - length: The stretch's seconds.
  /// - Returns: The index of the event.
  static func onset(of times: [Double], length: Double) -> Int? {
    guard !times.isEmpty else {
      return nil
    }
    let all = Double(times.count)
    let null = all * log(all / max(length, 1))
    var best: (score: Double, index: Int)?
    for (index, time) in times.enumerated() {
      let (left, right) = (max(time, 0.5), max(length - time, 0.5))
      let (before, after) = (Double(index), all - Double(index))
      guard after / right > before / left else {
        continue
      }
      let score =
        (index > 0 ? before * log(before / left) : 0) + after * log(after / right) - null
      if score > best?.score ?? -1 {
        best = (score, index)
      }
    }
    return best?.index
  }
}
