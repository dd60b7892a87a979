/// What a line is, by the plain decoder.
enum PlainLine: Equatable {
  case blank
  case malformed
  case object(PlainValue)

  init(_ line: ArraySlice<UInt8>) {
    if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
      self = .blank
    } else if case .object(let members)? = PlainDecoder.value(Array(line)) {
      self = .object(.object(members))
    } else {
      self = .malformed
    }
  }

  /// Without what is in it.
  var word: String {
    switch self {
    case .blank: "blank"
    case .malformed: "malformed"
    case .object: "object"
    }
  }
}
