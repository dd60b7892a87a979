internal import Glibc

/// The files of an archive, in the order in which they lie there.
///
/// Reads the archive once, or of a zip what stands in front of its members. Links, devices and directories are no files; of members
/// of one name the last counts, as it does when the archive is unpacked. Nothing is unpacked, so that a name can lead nowhere.
struct ArchiveListing {
  /// More files than this are not looked at.
  static let mostFiles = 100_000

  private var members: [ArchiveMember] = []
  private(set) var problems: [InputProblem] = []
  /// Where in the archive's own bytes each member begins.
  private(set) var offsets: [Int: Int64] = [:]
  /// Bytes of the archive itself, unpacked.
  private(set) var byteCount: Int64 = 0

  let archive: ArchiveFile
  private let form: ArchiveForm
  private var firstEncrypted: InputPath?
  private var encryptedCount = 0

  /// What the archive at a path holds, nil where there is none; so far as it was read where that `isStopped`.
  init?(_ path: InputPath, isStopped: @escaping @Sendable () -> Bool) {
    guard let form = Self.form(of: path) else {
      return nil
    }
    self.form = form
    archive = ArchiveFile(path) { () throws(InputProblem) in
      ArchiveCursor(try Self.reader(of: path, form))
    }
    do throws(InputProblem) {
      let reader = try Self.reader(of: path, form, isStopped: isStopped)
      list(reader)
      byteCount = reader.feed.byteCount
    } catch {
      problems = [error]
    }
    if let firstEncrypted {
      note(.encrypted(count: encryptedCount), at: firstEncrypted)
    }
    if members.isEmpty && problems.isEmpty && !isStopped() {
      note(.empty(form), at: path)
    }
  }

  /// The files, without those that are there plain and packed: X.log wins over X.log.gz.
  var logs: [ArchiveMember] {
    let plain = Set(members.map(\.name).filter { !$0.hasGzipSuffix })
    return members.filter { !($0.name.hasGzipSuffix && plain.contains($0.name.dropLast(3))) }
  }

  /// What the text of a file begins with.
  private static func form(of path: InputPath) -> ArchiveForm? {
    let options = DecodingOptions(inflater: .zlib, textByteCount: 4096)
    guard var source = try? OpenSource(.path(path), options) else {
      return nil
    }
    let head = Self.bytes(of: &source, atMost: ArchiveForm.headByteCount)
    guard !head.isEmpty, head.count % ArchiveForm.headByteCount == 0,
      head.allSatisfy({ $0 == 0 })
    else {
      return ArchiveForm(head: head)
    }
    // A tar without members is zeros to its end, and no more than one of its records.
    let rest = Self.bytes(of: &source, atMost: mostZeros)
    return rest.count < mostZeros && rest.allSatisfy { $0 == 0 } ? .tar : nil
  }

  private static let mostZeros = 1 << 17

  /// The next bytes, fewer where they end.
  private static func bytes(of source: inout OpenSource, atMost limit: Int) -> [UInt8] {
    var all: [UInt8] = []
    while all.count < limit {
      var bytes = [UInt8](repeating: 0, count: limit - all.count)
      // The array lends its storage for this one call.
      let result = unsafe bytes.withUnsafeMutableBytes { unsafe source.read(into: $0) }
      switch result {
      case .bytes(let count): all += bytes.prefix(count)
      case .pause: continue
      case .end, .stopped, .problem: return all
      }
    }
    return all
  }

  private static func reader(
    of path: InputPath, _ form: ArchiveForm, isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws(InputProblem) -> ArchiveReader {
    let source: OpenSource
    do throws(OpeningFailure) {
      source = try OpenSource(.path(path), DecodingOptions())
    } catch {
      switch error {
      case .interrupted: throw InputProblem(origin: .file(path), cause: .cannotOpen(errno: EINTR))
      case .problem(let cause): throw InputProblem(origin: .file(path), cause: cause)
      }
    }
    guard let reader = ArchiveReader(.archive(form), SourceFeed(source, isStopped: isStopped))
    else {
      throw InputProblem(
        origin: .file(path),
        cause: .archive(
          .missingLibrary(.archive(form), isBuiltIn: ArchiveReader.isBuiltIn)))
    }
    return reader
  }

  private mutating func list(_ reader: borrowing ArchiveReader) {
    var places: [[UInt8]: Int] = [:]
    var index = 0
    while true {
      switch reader.next() {
      case .end: return
      case .failure where reader.feed.wasStopped: return
      case .failure(let cause):
        return problems.append(InputProblem(origin: .file(archive.path), cause: cause))
      case .entry(let entry):
        guard members.count < Self.mostFiles else {
          return note(.tooManyMembers(limit: Self.mostFiles), at: archive.path)
        }
        take(entry, index, at: reader.feed.byteCount, &places)
        index += 1
      }
    }
  }

  private mutating func take(
    _ entry: ArchiveReader.Entry, _ index: Int, at offset: Int64, _ places: inout [[UInt8]: Int]
  ) {
    let name = Self.name(entry, index)
    guard entry.kind == .file, entry.name.last != UInt8(ascii: "/") else {
      return
    }
    let member = ArchiveMember(
      archive: archive, index: index, name: name, byteCount: entry.byteCount ?? 0)
    guard !entry.isEncrypted else {
      firstEncrypted = firstEncrypted ?? member.path
      encryptedCount += 1
      return
    }
    offsets[index] = offset
    if let place = places[name] {
      members[place] = member
    } else {
      places[name] = members.count
      members.append(member)
    }
  }

  /// Without the steps that lead nowhere else; a member without a name has a number.
  private static func name(_ entry: ArchiveReader.Entry, _ index: Int) -> [UInt8] {
    let parts = entry.name.split(separator: UInt8(ascii: "/")).filter { $0 != [UInt8(ascii: ".")] }
    return parts.isEmpty
      ? Array("member \(index + 1)".utf8) : Array(parts.joined(separator: [UInt8(ascii: "/")]))
  }

  private mutating func note(_ problem: ArchiveProblem, at path: InputPath) {
    problems.append(InputProblem(origin: .file(path), cause: .archive(problem)))
  }
}
