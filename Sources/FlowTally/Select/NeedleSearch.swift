internal import CKernels

/// Finds the lines of a block that hold any of some texts.
///
/// One for a run; buffers reused from block to block.
struct NeedleSearch: Sendable {
  private let needles: [Needle]
  private let kernelNeedles: [LineNeedle]
  private let kernels: KernelSet
  /// For each line of the last block whether it holds one.
  private(set) var found: [UInt8] = []

  /// A search; of no texts where there are none.
  init(_ needles: [Needle], kernels: KernelSet) {
    self.needles = needles
    kernelNeedles = needles.map(\.kernelNeedle)
    self.kernels = kernels
  }

  /// Whether there is anything to be looked for.
  var isEmpty: Bool {
    needles.isEmpty
  }

  /// Searches the lines of a block, which end at `ends`.
  mutating func search(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) {
    found.grow(to: ends.count, filling: 0)
    guard let lines = unsafe kernels.lines else {
      return searchPlainly(bytes, ends)
    }
    // The block, the ends and the needles are lent for this call, which writes one byte a line.
    unsafe bytes.withUnsafeBufferPointer { block in
      unsafe ends.withUnsafeBufferPointer { ends in
        unsafe lines.pointee.findNeedles(
          block.baseAddress, ends.baseAddress, ends.count, kernelNeedles, kernelNeedles.count,
          &found)
      }
    }
  }

  /// Searches in Swift: the kernels' reference.
  private mutating func searchPlainly(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) {
    var start = 0
    for line in 0..<ends.count {
      let end = Int(ends[line])
      found[line] = needles.contains { $0.isOn(bytes, start..<end) } ? 1 : 0
      start = end + 1
    }
  }
}

extension Needle {
  fileprivate func isOn(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    let fold: UInt8 = isFolded ? 0x20 : 0
    var start = line.lowerBound
    while start + text.count <= line.upperBound {
      if text.indices.allSatisfy({ bytes[start + $0] | fold == text[$0] }) {
        return true
      }
      start += 1
    }
    return false
  }
}
