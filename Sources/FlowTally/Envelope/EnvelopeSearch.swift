internal import FlowAnswer

/// Finds the Hubble lines in what is none itself, by structure: `unwrap` in Fixtures/spec/drops_reference.py is the rule.
///
/// An object gives the first of its members that holds any, objects and arrays before strings; an array gives all its elements; of a
/// string the content is searched as a line is. What is found stands in `found`, as lines of a block of their own.
///
/// Linear in the line: a string is decoded once for each string that it lies in, and is at most half as long in it.
struct EnvelopeSearch: ~Copyable {
  /// So many members, or strings of arrays, are gone into.
  static let deepest = 8

  let kernels: KernelSet
  /// The lines that were found.
  var found = BareLines()
  /// Their forms.
  private(set) var forms = EnvelopeForms()
  private var path = EnvelopePath()
  private var members = Members()
  /// The members of the objects that are looked into, the outermost first.
  private var spans: [MemberSpan] = []
  /// Room for the contents of strings in strings.
  var texts: [TextBuffer] = []
  /// Whether what looks like a Hubble line is taken for one before it is judged: whoever counts the lines judges them.
  private(set) var mayGuess = true
  private var origin = BareLines.Origin(line: 0, start: 0)
  /// So many copies are looked at one by one.
  private static let mostCopies = 100
  private var copyCount = 0
  private var objectCount = 0
  private var isLookingBehind = false

  init(_ kernels: KernelSet) {
    self.kernels = kernels
  }

  /// Looks for Hubble lines in a line of a block that is one valid object and none itself; false where there are none.
  mutating func search(
    _ bytes: Span<UInt8>, object line: Range<Int>, index: Int, _ ends: StringEnds, guesses: Bool
  ) -> Bool {
    begin(line, index, guesses)
    let object = JSONText.skipWhiteSpace(bytes, line.lowerBound)
    return end(bytes, line, search(bytes, object: object, level: 0, ends, isLine: true))
  }

  /// Looks for Hubble lines in a line of a block that is not one valid object.
  mutating func search(
    _ bytes: Span<UInt8>, text line: Range<Int>, index: Int, guesses: Bool
  ) -> Bool {
    begin(line, index, guesses)
    return end(bytes, line, search(bytes, text: line, level: 0, lineFeeds: []))
  }

  private mutating func begin(_ line: Range<Int>, _ index: Int, _ guesses: Bool) {
    path.removeAll()
    mayGuess = guesses
    origin = BareLines.Origin(line: index, start: line.lowerBound)
  }

  private mutating func end(_ bytes: Span<UInt8>, _ line: Range<Int>, _ hasFound: Bool) -> Bool {
    if hasFound {
      forms.nameNewForms(bytes, line)
    }
    return hasFound
  }

  /// Keeps a Hubble line.
  mutating func keep(_ bytes: Span<UInt8>, _ range: Range<Int>, isGuess: Bool = false) {
    let hasTime = HubbleLine.beginsWithTime(bytes, range.lowerBound)
    found.append(bytes, range, foundOrigin(isGuess: isGuess, hasTime: hasTime))
  }

  /// Keeps a line of the block as it is.
  mutating func copy(_ bytes: Span<UInt8>, _ line: Range<Int>, index: Int) {
    found.append(bytes, line, BareLines.Origin(line: index, start: line.lowerBound))
  }

  mutating func foundOrigin(isGuess: Bool, hasTime: Bool) -> BareLines.Origin {
    var origin = origin
    origin.hasTime = hasTime
    origin.form = isLookingBehind ? nil : forms.number(of: path)
    origin.isGuess = isGuess
    return origin
  }

  /// What `search(text:)` changes of the path.
  mutating func withText<Result>(
    isLogfmt: Bool = false, _ body: (inout Self) -> Result
  ) -> Result {
    let before = (path.isBehindText, path.isLogfmt)
    path.isBehindText = true
    path.isLogfmt = path.isLogfmt || isLogfmt
    defer { (path.isBehindText, path.isLogfmt) = before }
    return body(&self)
  }

  /// Goes into a member for the time of a search.
  mutating func within(
    member bytes: Span<UInt8>, _ key: Range<Int>, _ body: (inout Self) -> Bool
  ) -> Bool {
    let before = path.enter(member: bytes, key)
    defer { path.leave(to: before) }
    return body(&self)
  }
}

// MARK: Values that are known to be valid

extension EnvelopeSearch {
  /// Looks into a value, whose Hubble lines all count.
  mutating func search(
    _ bytes: Span<UInt8>, value start: Int, level: Int, _ ends: StringEnds
  ) -> Bool {
    switch bytes[start] {
    case Byte.openBrace:
      return search(bytes, object: start, level: level, ends)
    case Byte.openBracket:
      return search(bytes, array: start, level: level, ends)
    case Byte.quote:
      return search(bytes, string: start..<ends.endOfString(bytes, start), level: level)
    default:
      return false
    }
  }

  private mutating func search(
    _ bytes: Span<UInt8>, array start: Int, level: Int, _ ends: StringEnds
  ) -> Bool {
    let before = path.enterElement()
    defer { path.leave(to: before) }
    var hasFound = false
    var position = JSONText.skipWhiteSpace(bytes, start + 1)
    while bytes[position] != Byte.closeBracket {
      let isString = bytes[position] == Byte.quote
      if search(bytes, value: position, level: isString ? level + 1 : level, ends) {
        hasFound = true
      }
      position = ObjectWalk.nextItem(bytes, ends.endOfValue(bytes, position))
    }
    return hasFound
  }

  private mutating func search(
    _ bytes: Span<UInt8>, object start: Int, level: Int, _ ends: StringEnds, isLine: Bool = false
  ) -> Bool {
    guard level <= Self.deepest else {
      return false
    }
    let base = spans.count
    defer { spans.removeLast(spans.count - base) }
    let end = listMembers(bytes, objectAt: start, ends)
    if HubbleLine.isOne(bytes, members) {
      if !isLine {
        keep(bytes, start..<end)
      }
      return !isLine
    }
    let first = found.end
    let last = spans.count
    guard
      let taken = search(bytes, spans: base..<last, level: level + 1, ends, strings: false)
        ?? search(bytes, spans: base..<last, level: level + 1, ends, strings: true)
    else {
      return false
    }
    takeTime(bytes, objectAt: start, from: first.line)
    lookBehind(taken, bytes, spans: base..<last, level: level + 1, ends, first)
    return true
  }

  /// Notes that members of an object hold other Hubble lines than the one that was taken.
  ///
  /// Collectors that carry a line twice make copies of it, which are none. Of many copies each 64th is looked at.
  private mutating func lookBehind(
    _ taken: Int, _ bytes: Span<UInt8>, spans range: Range<Int>, level: Int, _ ends: StringEnds,
    _ first: BareLines.Place
  ) {
    objectCount &+= 1
    guard !isLookingBehind, copyCount < Self.mostCopies || objectCount % 64 == 0 else {
      return
    }
    isLookingBehind = true
    defer { isLookingBehind = false }
    let end = found.end
    let isString = bytes[spans[taken].value] == Byte.quote
    for index in range where index != taken {
      let (key, value) = (spans[index].key, spans[index].value)
      let isOpen = isString == (bytes[value] == Byte.quote) ? index > taken : !isString
      guard isOpen,
        within(member: bytes, key, { $0.search(bytes, value: value, level: level, ends) })
      else {
        continue
      }
      let isCopy = found.tellOneFlow(first.byte, end.byte)
      found.truncate(to: end)
      guard isCopy else {
        found.markLeft(first.line)
        return
      }
      copyCount += 1
    }
  }

  /// Lists an object's members, known ones in `members`; gives its end.
  private mutating func listMembers(
    _ bytes: Span<UInt8>, objectAt start: Int, _ ends: StringEnds
  ) -> Int {
    members.removeAll()
    var position = JSONText.skipWhiteSpace(bytes, start + 1)
    while bytes[position] == Byte.quote {
      let endOfKey = ends.endOfString(bytes, position)
      let value = ValidText.valueStart(bytes, endOfKey: endOfKey)
      if let field = KeyTable.fields.field(bytes, quoted: position..<endOfKey) {
        members.insert(field, at: value)
      }
      spans.append(MemberSpan(key: position + 1, endOfKey: endOfKey - 1, value: value))
      position = ObjectWalk.nextItem(bytes, ends.endOfValue(bytes, value))
    }
    return position + 1
  }

  /// Looks into the strings of an object, or into what else can hold any; gives the first that holds one.
  private mutating func search(
    _ bytes: Span<UInt8>, spans range: Range<Int>, level: Int, _ ends: StringEnds, strings: Bool
  ) -> Int? {
    for index in range {
      let (key, value) = (spans[index].key, spans[index].value)
      if strings == (bytes[value] == Byte.quote),
        within(member: bytes, key, { $0.search(bytes, value: value, level: level, ends) })
      {
        return index
      }
    }
    return nil
  }

  /// Gives what was found in an object its time, where the lines may have none themselves.
  private mutating func takeTime(_ bytes: Span<UInt8>, objectAt start: Int, from first: Int) {
    guard found.askForTime(from: first) else {
      return
    }
    if let time = EnvelopeTime.time(bytes, objectAt: start) {
      found.setTime(OptionalTime(time), from: first)
    }
  }
}
