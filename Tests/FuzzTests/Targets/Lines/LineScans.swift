@testable import FlowTally

/// The kernels of every set: which lines they let through as valid, against the plain decoder.
final class LineScans {
  private final class Scan {
    let name: String
    var scan: ChunkScan

    init(_ kernels: KernelSet) {
      name = kernels.name
      scan = ChunkScan(kernels: kernels)
    }
  }

  private let scans = KernelSet.available.map(Scan.init)
  private let room = LineRoom()

  /// Whether the sets that are asked suspect just the lines that are no object.
  func check(_ text: ArraySlice<UInt8>, _ lines: [PlainLine], sets: [Int]) throws(Mismatch) {
    let refused = lines.indices.filter { lines[$0].word != "object" }
    for set in sets {
      let scan = scans[set]
      var found: (ends: Int, suspects: [Int]) = (0, [])
      let isUntouched = room.withBlock(text) { block in
        guard let start = block.baseAddress else {
          return
        }
        scan.scan.scan(start, byteCount: block.count)
        found = (scan.scan.lineCount, scan.scan.suspects)
      }
      try Mismatch.check(found.ends, lines.count, "\(scan.name): lines of \(shown(text))")
      try Mismatch.check(found.suspects, refused, "\(scan.name): suspects of \(shown(text))")
      try Mismatch.check(isUntouched, true, "\(scan.name): room of \(shown(text))")
    }
  }

  private func shown(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text, as: UTF8.self).debugDescription
  }
}
