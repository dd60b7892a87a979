import FlowAnswer
import FlowInput
import FlowTally
import FlowThreads

/// What one segment gave.
struct SegmentResult: Sendable {
  var lineCount: Int64 = 0
  var byteCount: UInt64 = 0
  var problems: [InputProblem] = []
  /// Lines numbered from the segment's beginning.
  var badLines: [BadLine] = []
  /// Lines to be written once the segment is in front.
  var lines: [UInt8] = []
}

/// Hands segments to threads and takes their drops back in order: a class because the threads share it.
///
/// Everything in it is touched only inside the monitor. Drops of the segment in front are accounted as they come; those of
/// a later one wait, a bounded number of segments and records ahead, until it is in front.
final class SegmentBoard: @unchecked Sendable {
  private let monitor = Monitor()
  private let segments: [LogSegment]
  private let mostAhead: Int
  private var next = 0
  private var front = 0
  private var done: [Int: (drops: DropBatch, result: SegmentResult)] = [:]
  /// Batches that are empty, whose buffers are to be used again.
  private var spares: [DropBatch] = []
  private var lineBase: Int64 = 0
  private var isCancelled = false
  /// Why the log has to be read another way.
  private(set) var failure: ParallelReading.Outcome?
  private var ledger: DropLedger
  private var counter: BlockCounter?
  private var meter: Meter
  private let sink: LineSink?
  private(set) var report = ReadingReport()

  init(
    _ segments: [LogSegment], _ plan: TallyPlan, threadCount: Int, meter: Meter, sink: LineSink?
  ) {
    self.segments = segments
    mostAhead = 2 * threadCount + 2
    ledger = DropLedger(plan)
    self.meter = meter
    self.sink = sink
  }

  /// Lines of a segment that is not in front wait in memory; so many bytes of them, and the segment waits, too.
  private static let mostWaitingBytes = 4 << 20

  /// Writes lines of a segment that is in front, else copies them; they are lent for this call.
  func write(
    _ bytes: UnsafeRawBufferPointer, _ pieces: [Range<Int>], of segment: Int,
    _ result: inout SegmentResult
  ) {
    guard let sink, !pieces.isEmpty else {
      return
    }
    monitor.locked {
      while result.lines.count > Self.mostWaitingBytes && front != segment && !isCancelled {
        monitor.wait()
      }
      if front == segment {
        sink.write(result.lines)
        result.lines.removeAll(keepingCapacity: true)
        unsafe sink.write(bytes, pieces)
      } else {
        for piece in pieces {
          // The pieces lie within the bytes.
          unsafe result.lines.append(contentsOf: bytes[piece])
        }
      }
    }
  }

  /// The next segment to read, nil when there is none; waits while too many are ahead of the front.
  func takeSegment() -> Int? {
    monitor.locked {
      while !isCancelled && next < segments.count && next - front > mostAhead {
        monitor.wait()
      }
      guard !isCancelled, next < segments.count else {
        return nil
      }
      next += 1
      return next - 1
    }
  }

  /// Accounts the drops of a segment if it is in front; else it waits for that where there are very many.
  func offer(_ drops: inout DropBatch, of segment: Int, bytesRead: Int64) {
    monitor.locked {
      meter.add(bytesRead)
      while drops.isLarge && front != segment && !isCancelled {
        monitor.wait()
      }
      if front == segment {
        ledger.take(&drops)
      }
    }
  }

  /// Takes what is left of a segment, and moves the front on as far as it goes.
  func finish(_ segment: Int, _ drops: inout DropBatch, _ result: SegmentResult) {
    monitor.locked {
      guard segment == front else {
        done[segment] = (drops, result)
        drops = spares.popLast() ?? DropBatch()
        return
      }
      end(&drops, result)
      while var first = done.removeValue(forKey: front) {
        end(&first.drops, first.result)
        spares.append(first.drops)
      }
      monitor.wakeAll()
    }
  }

  /// Takes what is left of the segment in front; the next one is in front then.
  private func end(_ drops: inout DropBatch, _ result: SegmentResult) {
    ledger.take(&drops)
    take(result)
    front += 1
    if front == segments.count || segments[front].inputIndex != segments[front - 1].inputIndex {
      ledger.endInput()
    }
  }

  /// Numbers a segment's bad lines: all segments before it are known.
  private func take(_ result: SegmentResult) {
    sink?.write(result.lines)
    if segments[front].beginsFile {
      lineBase = 0
    }
    for var line in result.badLines {
      line.line += lineBase
      report.note(line)
    }
    lineBase += result.lineCount
    report.byteCount &+= result.byteCount
    report.problems += result.problems
  }

  /// Lets all threads stop: the log has to be read another way, or the run was interrupted.
  func cancel(_ failure: ParallelReading.Outcome? = nil) {
    monitor.locked {
      isCancelled = true
      self.failure = failure ?? self.failure
      monitor.wakeAll()
    }
  }

  /// Adds what a thread counted.
  func add(_ other: consuming BlockCounter) {
    var other = Optional(other)
    monitor.locked {
      guard let arrived = other.take() else {
        return
      }
      if counter == nil {
        counter = consume arrived
      } else {
        counter?.merge(arrived)
      }
    }
  }

  /// The answer, once all threads are done; what the segments behind an interruption gave is not accounted.
  ///
  /// Nil where the threads' counts together have more groups than have room.
  func finish(
    _ plan: TallyPlan, _ inputs: [Input], wasInterrupted: Bool
  ) -> ParallelReading.Outcome? {
    meter.end()
    guard var counter = counter.take(), wasInterrupted || !counter.hasOverflowed else {
      return nil
    }
    report.wasInterrupted = wasInterrupted
    if !wasInterrupted {
      for (number, input) in inputs.enumerated() {
        report.judge(counter.counts(ofInput: number), of: input)
      }
    }
    var own = DropLedger(plan)
    swap(&own, &ledger)
    let keptLineCount = counter.kept.count
    var summary = Summary(
      plan: plan, counter: counter, ledger: own,
      names: inputs.map { InputName($0, isPipe: false) }, wasInterrupted: wasInterrupted)
    summary.keptLineCount = keptLineCount
    return .answer(summary, report)
  }
}
