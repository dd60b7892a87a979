/// The parts of lines that a container runtime has cut, per stream, until their last part comes.
///
/// They survive blocks and files. Memory: at most the line limit per stream.
struct PartJoiner {
  /// A line of one stream, as far as its parts have come.
  struct OpenLine {
    private(set) var bytes: [UInt8] = []
    private(set) var place: LinePlace?
    /// The line was too long: its other parts are passed over.
    private(set) var isOversize = false

    mutating func append(_ part: Span<UInt8>, at place: LinePlace, limit: Int) {
      guard part.count > 0 else {
        return
      }
      self.place = self.place ?? place
      let needed = bytes.count + part.count
      if needed > bytes.capacity {
        bytes.reserveCapacity(max(needed, min(limit, 2 * bytes.capacity)))
      }
      // The span lends its bytes for this one call.
      unsafe part.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Forgets the parts.
    ///
    /// A buffer for common lines is kept, a large one given back.
    mutating func close(isOversize: Bool = false) {
      bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 18)
      place = nil
      self.isOversize = isOversize
    }
  }

  var standardOutput = OpenLine()
  var standardError = OpenLine()

  subscript(stream: ContainerPrefix.Stream) -> OpenLine {
    get {
      switch stream {
      case .standardOutput: standardOutput
      case .standardError: standardError
      }
    }
    _modify {
      switch stream {
      case .standardOutput: yield &standardOutput
      case .standardError: yield &standardError
      }
    }
  }

  /// The place of a line that was left open, once each, standard output first.
  mutating func takeUnfinished() -> LinePlace? {
    for stream in [ContainerPrefix.Stream.standardOutput, .standardError] {
      let place = self[stream].place
      self[stream].close()
      if let place {
        return place
      }
    }
    return nil
  }
}
