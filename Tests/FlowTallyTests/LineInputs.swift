import CKernels
import FlowAnswer
import TestSupport

@testable import FlowTally

/// What the line kernels are given beside a block of valid lines, found a byte at a time.
enum LineInputs {
  /// Whether each byte is outside strings, or closes one.
  static func outside(_ bytes: Span<UInt8>) -> [Bool] {
    var isInside = false
    var isEscaped = false
    return bytes.indices.map { index in
      let wasEscaped = isEscaped
      isEscaped = isInside && bytes[index] == Byte.backslash && !wasEscaped
      if bytes[index] == Byte.quote && !wasEscaped {
        isInside.toggle()
      }
      return !isInside
    }
  }

  /// A bit for each of some bytes, 64 a word.
  static func words(_ bits: some Sequence<Bool>) -> [UInt64] {
    var words: [UInt64] = []
    for (index, bit) in bits.enumerated() {
      if index % 64 == 0 {
        words.append(0)
      }
      words[index / 64] |= bit ? 1 << UInt64(index % 64) : 0
    }
    return words
  }

  /// The tails of every other line that has one, each with a node of its own; at most `limit`.
  static func learnedTails(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, limit: Int = .max
  ) -> KnownTails {
    var found = [LineTail](repeating: LineTail(), count: ends.count)
    LineTwins.findTails(bytes, ends, into: &found)
    var tails = KnownTails()
    for line in stride(from: 0, to: ends.count, by: 2).prefix(limit) where found[line].isThere {
      tails.learn(
        bytes, ends.start(ofLine: line)..<Int(ends[line]), found[line], node: 100 + line)
    }
    return tails
  }
}

/// What take_lines is told, owned: lines of `seed` hide something, have known heads and tails, or stand in the minute that is known.
struct TakingInputs {
  var told = LineTaking()
  let heads: [LineHead]
  var hidden: [UInt64]
  /// Nil where none were looked for.
  var obstacles: [UInt32]?
  let stayCount: Int
  var range: Range<Int>

  /// From the middle line that has a time on, that line's minute and second are known.
  init(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ heads: [LineHead], seed: Int
  ) {
    var random = SeededNumbers(UInt64(seed))
    self.heads = heads
    hidden = (0..<(ends.count / 64 + 1)).map { _ in
      random.below(3) == 0 ? 1 << UInt64(random.below(64)) : 0
    }
    var found = [UInt32](repeating: 0, count: 4096)
    let count = LineTwins.findObstacles(bytes, into: &found, room: found.count)
    obstacles = random.below(4) == 0 ? nil : Array(found.prefix(count))
    stayCount = 100 + ends.count
    let first = random.below(ends.count)
    range = first..<(first + 1 + random.below(ends.count - first))
    told.verdicts = random.below(3) == 0 ? 0xFE : 0xFA
    told.stretchShift = 30
    var times = TimeCache()
    for line in range {
      let start = ends.start(ofLine: line)
      var last = 0
      let head = Int(LineTwins.match(bytes, start, heads, &last).head)
      if head < heads.count, heads[head].time != 0 {
        let place = start + Int(heads[head].time)
        let time = times.time(bytes, place..<(place + LineKnownTail.timeByteCount))
        told.stretch = time.nanoseconds >> told.stretchShift
        break
      }
    }
    told.minuteText = (times.first, times.second)
    told.minute = times.minute
    for (head, known) in heads.enumerated() where known.time == 0 && random.below(5) > 0 {
      told.bareHeads |= 1 << UInt32(head)
    }
  }

  /// What a kernel counts, and the first line that it does not take.
  func take(
    _ kernels: KernelSet, _ bytes: Span<UInt8>, _ ends: Span<UInt32>, _ tails: borrowing KnownTails
  ) -> TakenLines {
    var taken = TakenLines(stayCount: stayCount, lineCount: ends.count)
    var told = told
    (told.tails, told.nodes) = (tails.table, tails.nodeNumbers)
    heads.withUnsafeBufferPointer { heads in
      hidden.withUnsafeBufferPointer { hidden in
        (obstacles ?? []).withUnsafeBufferPointer { listed in
          taken.stays.withUnsafeMutableBufferPointer { stays in
            (told.heads, told.headCount) = (heads.baseAddress, heads.count)
            told.hidden = hidden.baseAddress
            told.obstacles = obstacles == nil ? nil : listed.baseAddress
            told.obstacleCount = listed.count
            told.stays = stays.baseAddress
            taken.next = kernels.takeLines(
              bytes, ends, range, told, &taken.sums, &taken.found, &taken.tails)
          }
        }
      }
    }
    taken.found = Array(taken.found[range.lowerBound..<min(taken.next + 1, range.upperBound)])
    taken.tails = Array(taken.tails[range.lowerBound..<min(taken.next + 1, range.upperBound)])
    return taken
  }
}

/// What take_lines gives.
struct TakenLines {
  var next = 0
  var sums = LineTaken.none
  var stays: [LineStay]
  /// Of the lines looked at.
  var found: [LineMatch]
  var tails: [UInt16]

  init(stayCount: Int, lineCount: Int) {
    stays = [LineStay](repeating: .none, count: stayCount)
    found = [LineMatch](repeating: LineMatch(), count: lineCount)
    tails = [UInt16](repeating: 0, count: lineCount)
  }

  /// As bytes, for comparison.
  var outputs: [[UInt8]] {
    [raw([UInt32(next)]), raw([sums]), raw(stays), raw(found), raw(tails)]
  }
}

extension Span<UInt32> {
  /// Where a line begins, given all line ends of the block.
  func start(ofLine line: Int) -> Int {
    line == 0 ? 0 : Int(self[line - 1]) + 1
  }
}
