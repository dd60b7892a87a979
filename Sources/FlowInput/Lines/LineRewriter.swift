/// Lines without their container prefixes, parts joined, copied to a buffer of their own.
///
/// The slow way, for blocks in which a line begins with a digit or is too long.
struct LineRewriter: ~Copyable, Sendable {
  enum Outcome {
    /// The line is done with.
    case taken
    /// The block is to be handed over first; offer the line again.
    case blockIsFull
    /// The line that begins here, which may be an earlier part, is over the limit.
    case oversize(LinePlace)
  }

  /// Bounds the memory that places of short lines take.
  private static let mostLines = 16_384

  private let options: LineBlockOptions
  private var block: BlockBuffer
  private var places: [LinePlace] = []
  private var parts = PartJoiner()
  /// The times in front of the block's lines, of a part of a line in front of its last.
  private var times = PrefixTimes()
  /// Whether a line of the block had a prefix.
  private var hasPrefixes = false

  init(_ options: LineBlockOptions) {
    self.options = options
    block = BlockBuffer(capacity: 0)
  }

  /// Lends what was collected, nil when that is nothing.
  mutating func lend() -> LineBlock? {
    guard let first = places.first else {
      return nil
    }
    // The borrower has the block until the next `takeBack`, and nothing is offered before.
    var lent = unsafe LineBlock(
      start: block.lend(block.byteCount), byteCount: block.byteCount, lineCount: places.count,
      firstPlace: first, places: places)
    lent.isSettled = true
    lent.prefixTimes = hasPrefixes ? times : nil
    assert(lent.isAsPromised, "a block of rewritten lines is not whole lines")
    return lent
  }

  /// Begins a new block; the lent one is the buffer's again.
  mutating func takeBack() {
    block.takeBack()
    places.removeAll(keepingCapacity: true)
    times.removeAll()
    hasPrefixes = false
  }

  /// The place of a line that was left open at the end of the input, once each.
  mutating func takeUnfinished() -> LinePlace? {
    parts.takeUnfinished()
  }

  /// Takes one raw line, without its LF.
  mutating func offer(
    _ range: Range<Int>, of buffer: borrowing BlockBuffer, at place: LinePlace
  ) -> Outcome {
    buffer.withBytes(range) { offer($0, at: place) }
  }

  private mutating func offer(_ raw: Span<UInt8>, at place: LinePlace) -> Outcome {
    let isTooLong = raw.count > options.maximumRawLineByteCount
    // Of a line that is too long only a beginning of fixed length counts, however the input was cut.
    let line =
      isTooLong
      ? raw.extracting(first: options.maximumRawLineByteCount + 1)
      : raw.extracting(first: raw.byteCountWithoutCarriageReturns)
    if let prefix = ContainerPrefix(line) {
      let time = line.extracting(first: prefix.timeByteCount)
      let content = line.extracting(droppingFirst: prefix.byteCount)
      return offerPart(content, prefix, time, isTooLong: isTooLong, at: place)
    }
    guard raw.count <= options.maximumLineByteCount else {
      return places.isEmpty ? .oversize(place) : .blockIsFull
    }
    guard hasRoom(for: raw.count) else {
      return .blockIsFull
    }
    prepareLine(raw.count)
    block.append(raw)
    endLine(place, raw.extracting(first: 0))
    return .taken
  }

  private mutating func offerPart(
    _ content: Span<UInt8>, _ prefix: ContainerPrefix, _ time: Span<UInt8>, isTooLong: Bool,
    at place: LinePlace
  ) -> Outcome {
    let byteCount = parts[prefix.stream].bytes.count + content.count
    let place = parts[prefix.stream].place ?? place
    if parts[prefix.stream].isOversize {
      parts[prefix.stream].close(isOversize: prefix.mark == .partial)
      return .taken
    }
    if isTooLong || byteCount > options.maximumLineByteCount {
      guard places.isEmpty else {
        return .blockIsFull
      }
      parts[prefix.stream].close(isOversize: prefix.mark == .partial)
      return .oversize(place)
    }
    if prefix.mark == .partial {
      parts[prefix.stream].append(content, at: place, limit: options.maximumLineByteCount)
      return .taken
    }
    guard hasRoom(for: byteCount) else {
      return .blockIsFull
    }
    prepareLine(byteCount)
    hasPrefixes = true
    block.append(parts[prefix.stream].bytes.span)
    block.append(content)
    endLine(place, time)
    parts[prefix.stream].close()
    return .taken
  }

  private func hasRoom(for count: Int) -> Bool {
    places.isEmpty
      || places.count < Self.mostLines && block.byteCount + count < options.blockByteCount
  }

  /// A block is allocated once, when its first line comes.
  private mutating func prepareLine(_ byteCount: Int) {
    if places.isEmpty {
      block.reserve(max(options.blockByteCount, byteCount))
    }
  }

  private mutating func endLine(_ place: LinePlace, _ time: Span<UInt8>) {
    block.appendLineFeed()
    places.append(place)
    times.append(time)
  }
}

extension Span<UInt8> {
  /// Bytes before the CRs that the line ends with.
  fileprivate var byteCountWithoutCarriageReturns: Int {
    var end = count
    while end > 0 && self[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    return end
  }
}
