/// How far a read has come, in one line.
struct ProgressText: Sendable, Equatable {
  let byteCount: UInt64
  /// Nil where the end is not known: a pipe.
  let totalByteCount: UInt64?
  let elapsedNanoseconds: UInt64

  /// The line for so many columns: the longest form that fits, empty where none does.
  func text(columns: Int) -> String {
    forms.first { $0.count <= columns } ?? ""
  }

  /// From everything there is to say to the least.
  private var forms: [String] {
    let rate = "\(Self.amount(bytesPerSecond))/s"
    guard let totalByteCount, totalByteCount > 0 else {
      let elapsed = Self.duration(seconds: elapsedNanoseconds / 1_000_000_000)
      return [
        ["flowaudit: \(Self.amount(byteCount)) read", rate, elapsed],
        [Self.amount(byteCount), rate, elapsed], [Self.amount(byteCount), rate],
        [Self.amount(byteCount)],
      ].map { $0.joined(separator: ", ") }
    }
    let done = "\(Self.amount(byteCount)) of \(Self.amount(totalByteCount))"
    let share = "\(Self.share(min(byteCount, totalByteCount), of: totalByteCount)) %"
    let left = secondsLeft(of: totalByteCount).map { "\(Self.duration(seconds: $0)) left" }
    let ending = left.map { [$0] } ?? []
    return [
      ["flowaudit: \(done)", share, rate] + ending, [done, share, rate] + ending,
      [share, rate] + ending, [share] + ending, [share],
    ].map { $0.joined(separator: ", ") }
  }

  private var bytesPerSecond: UInt64 {
    guard elapsedNanoseconds > 0 else {
      return 0
    }
    return Self.rounded(Double(byteCount) * 1e9 / Double(elapsedNanoseconds))
  }

  /// As if the rest came at the rate so far; nil where nothing came yet.
  private func secondsLeft(of total: UInt64) -> UInt64? {
    guard byteCount > 0 else {
      return nil
    }
    let rest = Double(total > byteCount ? total - byteCount : 0)
    return Self.rounded(rest * Double(elapsedNanoseconds) / 1e9 / Double(byteCount))
  }

  private static func share(_ part: UInt64, of whole: UInt64) -> UInt64 {
    UInt64(Double(part) * 100 / Double(whole))
  }

  /// The nearest whole number, the largest there is where it would not fit.
  private static func rounded(_ number: Double) -> UInt64 {
    UInt64(exactly: number.rounded()) ?? .max
  }

  /// A number of bytes with three digits, in powers of 1000.
  static func amount(_ byteCount: UInt64) -> String {
    var value = Double(byteCount)
    var unit = "B"
    for larger in ["kB", "MB", "GB", "TB", "PB"] where value >= 999.5 {
      value /= 1000
      unit = larger
    }
    guard unit != "B", value < 99.95 else {
      return "\(Int(value.rounded())) \(unit)"
    }
    let digits = value < 9.995 ? 2 : 1
    let scale = digits == 2 ? 100 : 10
    let scaled = Int((value * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    let zeros = String(repeating: "0", count: digits - fraction.count)
    return "\(scaled / scale).\(zeros)\(fraction) \(unit)"
  }

  /// `42 s`, `3 min 5 s`, `2 h 10 min`.
  static func duration(seconds: UInt64) -> String {
    if seconds < 60 {
      return "\(seconds) s"
    }
    if seconds < 3600 {
      return "\(seconds / 60) min \(seconds % 60) s"
    }
    return "\(seconds / 3600) h \(seconds / 60 % 60) min"
  }
}
