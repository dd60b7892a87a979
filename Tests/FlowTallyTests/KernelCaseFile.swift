/// Inputs of C kernels and what the Swift twins give for them.
///
/// For the driver in Tests/KernelDriver, which runs where no Swift does; its cases.h has the format.
struct KernelCaseFile {
  private(set) var bytes: [UInt8] = []
  /// Cases of each kernel.
  private(set) var counts: [String: Int] = [:]

  mutating func add(_ kernel: String, inputs: [[UInt8]], outputs: [[UInt8]]) {
    counts[kernel, default: 0] += 1
    add(blob: Array(kernel.utf8) + [0])
    add(number: inputs.count)
    add(number: outputs.count)
    for blob in inputs + outputs {
      add(blob: blob)
    }
  }

  /// Ends the file, so that one that was cut off is known for it.
  mutating func finish() {
    add(blob: [])
  }

  private mutating func add(blob: [UInt8]) {
    add(number: blob.count)
    bytes += blob
    bytes += [UInt8](repeating: 0, count: -blob.count & 7)
  }

  private mutating func add(number: Int) {
    withUnsafeBytes(of: UInt64(number).littleEndian) { bytes += $0 }
  }
}

/// The bytes of plain items, as C has them.
func raw<Item>(_ items: some Sequence<Item>) -> [UInt8] {
  Array(items).withUnsafeBytes { Array($0) }
}

func raw<Item>(_ start: UnsafeMutablePointer<Item>, _ count: Int) -> [UInt8] {
  raw(UnsafeBufferPointer(start: start, count: count))
}
