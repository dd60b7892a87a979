/// What is done with one input of the fuzzer: a part of the program is given it, and what comes out is compared with another answer.
///
/// One is made for many inputs and is given them one after the other, so that what is costly to make is made once.
protocol FuzzTarget {
  /// Nothing was tried yet.
  init()

  /// Tries an input; throws where two answers differ that have to be the same.
  ///
  /// What traps, reads where it may not, or does not end is found without that.
  mutating func run(_ input: [UInt8]) throws(Mismatch)
}

/// Two answers that differ.
struct Mismatch: Error, CustomStringConvertible {
  let description: String
  /// The input that shows it by itself, where it is not the one that was tried: what was learned before is part of it.
  var input: [UInt8]?

  init(_ description: String, input: [UInt8]? = nil) {
    self.description = description
    self.input = input
  }

  /// Says what differs, and how the two answers were.
  static func check<Answer: Equatable>(
    _ found: Answer, _ expected: Answer, _ what: @autoclosure () -> String
  ) throws(Self) {
    if found != expected {
      throw Self("\(what())\n  is       \(found)\n  should be \(expected)")
    }
  }
}
