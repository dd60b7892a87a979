/// A part of an open plain file that may be mapped: from the byte where it begins to the one behind it.
struct PlainPlace: Sendable {
  let descriptor: Int32
  let start: Int64
  let end: Int64
}
