import FlowAnswer

@testable import FlowTally

/// Lines, as they are counted: by the kernels of every set and their twins, by what was learned of the lines before, and by every line
/// alone; and all against a plain decoder.
///
/// A line that begins with NUL ends a block: so what was learned in one is used in the next.
struct LinesTarget: FuzzTarget {
  private let isThorough: Bool
  private let scans = LineScans()
  private let walk = LineWalk()
  private var short: [Int: LineCounter] = [:]
  private var whole: [Int: LineCounter] = [:]
  private var history = InputHistory(maximumCount: 200)

  init() {
    self.init(isThorough: false)
  }

  /// A thorough one asks all sets of kernels, another one those that the input's bytes choose.
  init(isThorough: Bool) {
    self.isThorough = isThorough
  }

  mutating func run(_ input: [UInt8]) throws(Mismatch) {
    let text = input.last == 0x0A ? input : input + [0x0A]
    do throws(Mismatch) {
      try check(text)
    } catch {
      throw isThorough ? error : history.narrowed(error, text) { Self(isThorough: true) }
    }
    if history.add(text) {
      (short, whole) = ([:], [:])
    }
  }

  // MARK: One input

  private mutating func check(_ text: [UInt8]) throws(Mismatch) {
    let blocks = InputHistory.blocks(text)
    let number = isThorough ? 0 : text.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF
    let sets = Array(KernelSet.available.indices)
    let chosen = isThorough ? sets : [number % sets.count]
    var walked = Walked()
    for block in blocks {
      let lines = block.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
      let plain = lines.map { PlainLine($0) }
      try scans.check(block, plain, sets: isThorough ? sets : Array(Set([0, chosen[0]])))
      for (line, plain) in zip(lines, plain) {
        try walked.add(walk.read(line + [0x0A]), plain, line)
      }
    }
    for set in chosen {
      let others = isThorough ? sets : [number / sets.count % sets.count]
      let shortly = try counter(set, countsFlows: false).count(blocks)
      for other in others {
        let counted = try counter(other, countsFlows: true).count(blocks)
        try walked.check(counted)
        try Self.check(shortly, counted)
      }
    }
  }

  private mutating func counter(_ set: Int, countsFlows: Bool) -> LineCounter {
    if let counter = countsFlows ? whole[set] : short[set] {
      return counter
    }
    let counter = LineCounter(KernelSet.available[set], countsFlows: countsFlows)
    if countsFlows {
      whole[set] = counter
    } else {
      short[set] = counter
    }
    return counter
  }

  /// Counting drops alone, which takes the short way, gives what counting flows beside them gives.
  private static func check(_ short: LineCounts, _ whole: LineCounts) throws(Mismatch) {
    var (short, whole) = (short, whole)
    LineCounts.leaveOutForms(&short, &whole)
    try Mismatch.check(short.coverage, whole.coverage, "coverage of drops beside that of flows")
    try Mismatch.check(
      LineCounts.text(short.drops), LineCounts.text(whole.drops), "drops beside those with flows")
  }
}
