/// Where members stand on every line of one layout: the same places of its structure.
struct FlowSlices {
  fileprivate struct Slice {
    /// The value begins behind this colon.
    let colon: UInt16
    /// It ends in front of this byte of the structure, or with it where that closes the value.
    let end: UInt16
    let isContainer: Bool
  }

  fileprivate var slices: [Slice] = []
  /// The texts because of which other members were left out.
  fileprivate var texts: [FlowMember] = []
}

extension Flow {
  /// Where these members stand on every line of the present line's layout; nil where no layout tells it.
  mutating func slices(of members: [FlowMember], _ bytes: Span<UInt8>) -> FlowSlices? {
    let parts = members.reduce(UInt32(0)) { $0 | ($1.part?.bit ?? 0) }
    guard let layout = layoutNumber(telling: parts) else {
      return nil
    }
    var slices = FlowSlices()
    for member in members {
      // The kind of each value is the same on all lines of a layout.
      if let part = member.part, let text = member.replaced,
        startOfString(text, of: part, bytes) != nil
      {
        slices.texts.append(FlowMember(text, of: part))
      } else if let colon = learned.members.colon(of: member.field, in: member.part, layout) {
        slices.slices.append(slice(behind: colon))
      }
    }
    return slices
  }

  private func slice(behind colon: Int) -> FlowSlices.Slice {
    var end = colon + 1
    let isContainer =
      structure.byte(end) == Byte.openBrace || structure.byte(end) == Byte.openBracket
    if isContainer {
      var depth = 1
      while depth > 0 {
        end += 1
        switch structure.byte(end) {
        case Byte.openBrace, Byte.openBracket: depth += 1
        case Byte.closeBrace, Byte.closeBracket: depth -= 1
        default: break
        }
      }
    }
    return FlowSlices.Slice(colon: UInt16(colon), end: UInt16(end), isContainer: isContainer)
  }

  /// Whether every text is there because of which other members were left out.
  mutating func hasTexts(_ slices: FlowSlices, _ bytes: Span<UInt8>) -> Bool {
    for text in slices.texts {
      guard let part = text.part, startOfText(text.field, of: part, bytes) != nil else {
        return false
      }
    }
    return true
  }

  /// Appends the bytes of the members, one behind the other, on a line that has the layout.
  ///
  /// Up to 31 bytes more are read; the block has them.
  @inline(__always)
  func append(_ slices: FlowSlices, _ bytes: Span<UInt8>, to text: inout TextBuffer) {
    // No two of them have a byte of the line in common.
    let most = structure.offset(structure.count - 1) + 1
    text.append(bytes, upTo: most, pieceCount: slices.slices.count) { index in
      let slice = slices.slices[index]
      let start = structure.offset(Int(slice.colon)) &+ 1
      let end = structure.offset(Int(slice.end)) &+ (slice.isContainer ? 1 : 0)
      return (state.lineStart &+ start)..<(state.lineStart &+ end)
    }
  }
}
