/// A token of JSON: what it is, and its bytes.
struct JSONToken {
  enum Kind {
    case objectStart, objectEnd, arrayStart, arrayEnd
    /// The key of a member, with its quotes; the colon behind it was read.
    case key
    /// With its quotes.
    case string
    case number
    case trueWord, falseWord, nullWord
    /// The value is whole; white space behind it was not read.
    case end
  }

  let kind: Kind
  let range: Range<Int>
}

/// Why a text is no JSON, and the byte where that shows.
struct JSONFault: Error {
  let message: String
  let offset: Int

  init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}
