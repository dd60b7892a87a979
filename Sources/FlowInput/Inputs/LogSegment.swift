/// A stretch of an input that can be read by itself; together, in order, they are all inputs.
public struct LogSegment: Sendable {
  /// The number of the input.
  public let inputIndex: Int
  /// The number of the file among the input's.
  public let fileIndex: Int
  /// What is read: one file, or a stripe of one.
  public let input: Input
  /// Whether the input begins here: only there a BOM is one.
  public let beginsInput: Bool
  /// Whether the file begins here, so that its lines are numbered from 1.
  public let beginsFile: Bool

  /// The segments of all inputs, in order; nil where a file is not a regular one and cannot be read out of order.
  ///
  /// A plain file becomes stripes of so many bytes; a compressed one, or one that cannot be opened, stays whole. Opens
  /// each file for its first bytes.
  public static func segments(of inputs: [Input], stripeByteCount: Int64) -> [Self]? {
    var segments: [Self] = []
    for (inputIndex, input) in inputs.enumerated() {
      for (fileIndex, file) in input.files.enumerated() {
        guard let status = try? FileStatus(file), status.kind == .regular,
          case .path(let path) = file
        else {
          return nil
        }
        let stripes = Self.stripes(of: path, status.byteCount, stripeByteCount)
        for (index, stripe) in stripes.enumerated() {
          segments.append(
            Self(
              inputIndex: inputIndex, fileIndex: fileIndex,
              input: Input(name: input.name, files: [stripe]),
              beginsInput: fileIndex == 0 && index == 0, beginsFile: index == 0))
        }
      }
    }
    return segments
  }

  /// The inputs that were cut into segments, to be read one after the other: of a file that was cut into stripes it is known how many
  /// bytes it had.
  public static func whole(_ inputs: [Input], of segments: [Self]) -> [Input] {
    var files = inputs.map(\.files)
    for segment in segments where segment.beginsFile {
      if case .stripe(let stripe)? = segment.input.files.first {
        files[segment.inputIndex][segment.fileIndex] = .stripe(
          FileStripe(path: stripe.path, start: 0, end: nil, fileByteCount: stripe.fileByteCount))
      }
    }
    return zip(inputs, files).map {
      Input(name: $0.name, files: $1, collection: $0.collection)
    }
  }

  private static func stripes(
    of path: InputPath, _ byteCount: Int64, _ stripeByteCount: Int64
  ) -> [InputFile] {
    guard byteCount > 2 * stripeByteCount, isPlain(path) else {
      return [.path(path)]
    }
    let starts = Array(stride(from: 0, to: byteCount, by: Int(stripeByteCount)))
    return starts.enumerated().map { index, start in
      let isLast = index == starts.count - 1
      return .stripe(
        FileStripe(
          path: path, start: start, end: isLast ? nil : start + stripeByteCount,
          fileByteCount: byteCount))
    }
  }

  /// What cannot be looked at is read whole, which tells why.
  private static func isPlain(_ path: InputPath) -> Bool {
    guard
      let head = try? HeldFile(path).bytes(at: 0, count: CompressedForm.magicByteCount)
    else {
      return false
    }
    return !head.isEmpty && CompressedForm(head: head) == nil && UTF16Mark(head: head) == nil
  }
}
