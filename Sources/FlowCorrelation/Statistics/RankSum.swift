#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Whether numbers of one list tend to be greater than those of another (Mann and Whitney).
enum RankSum {
  /// The probability of ranks as high, if they did not: by the normal distribution, corrected for ties and steps.
  static func greater(_ after: [Int], than before: [Int]) -> Double {
    guard !before.isEmpty, !after.isEmpty else {
      return 1
    }
    let sorted = (before + after).sorted()
    var ranks: [Int: Double] = [:]
    var ties = 0.0
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end] == sorted[start] {
        end += 1
      }
      let count = Double(end - start)
      ranks[sorted[start]] = Double(start) + (count + 1) / 2
      ties += count * count * count - count
      start = end
    }
    let (n1, n2) = (Double(before.count), Double(after.count))
    let n = n1 + n2
    let sum = after.reduce(0.0) { $0 + (ranks[$1] ?? 0) } - n2 * (n2 + 1) / 2
    let variance = n1 * n2 / 12 * ((n + 1) - ties / (n * (n - 1)))
    guard variance > 0 else {
      return 1
    }
    return 0.5 * erfc((sum - n1 * n2 / 2 - 0.5) / variance.squareRoot() / 2.0.squareRoot())
  }
}
