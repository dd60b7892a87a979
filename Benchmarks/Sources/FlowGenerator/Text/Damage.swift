/// Ways to spoil a line so that it is no JSON any more.
enum Damage: CaseIterable, Sendable {
  case cutOff, trailingText, missingQuote, doubledComma, rawControlCharacter, invalidUTF8

  /// Spoils `line`, a whole object, behind its time and identifier, so that it stays unlike all
  /// others; `random` chooses the place.
  func apply(to line: inout LineText, _ random: inout RandomNumbers) {
    let good = line.bytes
    let start = line.places.prefix(2).last.map { $0.offset + $0.text.sample.utf8.count } ?? 1
    let place = place(in: good, from: start, &random)
    let head = good[..<place]
    let tail = good[place...]
    switch self {
    case .cutOff: line.replace(with: Array(head), intactUpTo: place)
    case .trailingText: line.replace(with: good + Array(" }".utf8), intactUpTo: good.count)
    case .missingQuote: line.replace(with: Array(head + tail.dropFirst()), intactUpTo: place)
    case .doubledComma: line.replace(with: Array(head + [0x2c] + tail), intactUpTo: place)
    case .rawControlCharacter: line.replace(with: Array(head + [0x01] + tail), intactUpTo: place)
    case .invalidUTF8: line.replace(with: Array(head + [0xc0, 0xaf] + tail), intactUpTo: place)
    }
  }

  /// An offset where this damage spoils the line whatever stands around it.
  private func place(
    in good: [UInt8], from start: Int, _ random: inout RandomNumbers
  ) -> Int {
    let offsets = start..<good.count
    switch self {
    case .cutOff:
      return random.number(in: start...(good.count - 1))
    case .trailingText:
      return good.count
    case .missingQuote:
      // One quote less leaves an odd number of them: the last text never ends.
      return chosen(of: offsets.filter { isQuote(good, $0) }, &random)
    case .doubledComma:
      return chosen(of: offsets.filter { isMemberComma(good, $0) }, &random)
    case .rawControlCharacter, .invalidUTF8:
      return chosen(of: offsets.filter { isInsideWord(good, $0) }, &random)
    }
  }

  private func chosen(of places: [Int], _ random: inout RandomNumbers) -> Int {
    places.isEmpty ? 0 : random.one(of: places)
  }

  private func isQuote(_ good: [UInt8], _ offset: Int) -> Bool {
    good[offset] == UInt8(ascii: "\"") && good[offset - 1] != UInt8(ascii: "\\")
  }

  /// True for a comma between members: it follows the end of a value and precedes a key.
  private func isMemberComma(_ good: [UInt8], _ offset: Int) -> Bool {
    good[offset] == UInt8(ascii: ",") && Array("\"]}".utf8).contains(good[offset - 1])
      && good[offset + 1] == UInt8(ascii: "\"")
  }

  /// True between two letters: in these lines always inside a text or a literal.
  private func isInsideWord(_ good: [UInt8], _ offset: Int) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    return letters.contains(good[offset - 1]) && letters.contains(good[offset])
  }
}
