/// The member of an archive that is read; its reader goes back to the archive when this one is let go.
struct MemberSource: ~Copyable, Sendable {
  private let member: ArchiveMember
  private let reader: any MemberReading

  init(_ member: ArchiveMember) throws(OpeningFailure) {
    self.member = member
    reader = try member.archive.reader(of: member.index)
  }

  deinit {
    member.archive.park(reader)
  }

  func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    // The caller's space is passed on.
    unsafe reader.read(member.index, into: space)
  }
}
