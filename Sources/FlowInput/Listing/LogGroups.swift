/// Files that are one log together: NAME.EXT and its rotations of one folder, where the first of them stands.
struct LogGroups {
  /// To read an archive's members in the order of their logs may take so many times what reading the archive takes.
  private static let mostReadings: Int64 = 16

  /// Which log a file belongs to.
  private struct Key: Hashable {
    enum Folder: Hashable {
      case directory(FileStatus.Identity)
      case inArchive(ArchiveFile, [UInt8])
    }

    let folder: Folder
    let liveName: [UInt8]
  }

  private var logs: [[ListedFile]] = []
  private var places: [Key: Int] = [:]
  /// Archives whose members are read in the order in which they lie there.
  private var unsorted: Set<ArchiveFile> = []

  /// Adds a file to its log.
  ///
  /// Where its folder cannot be looked at it is a log of its own, and that is thrown.
  mutating func add(_ file: ListedFile) throws(InputProblem) {
    let key: Key?
    do throws(InputProblem) {
      key = try Self.key(of: file)
    } catch {
      logs.append([file])
      throw error
    }
    guard let key else {
      logs.append([file])
      return
    }
    if let place = places[key] {
      logs[place].append(file)
    } else {
      places[key] = logs.count
      logs.append([file])
    }
  }

  /// Adds files that are a log each.
  mutating func addSingly(_ files: [ListedFile]) {
    logs += files.map { [$0] }
  }

  /// Has the members of an archive read in the order in which they lie there, in their logs still.
  mutating func keepOrder(of archive: ArchiveFile) {
    unsorted.insert(archive)
  }

  /// What is to be read, in order.
  var inputs: [Input] {
    logs.map { files in
      let sorted = sorted(files)
      let live = sorted.last.flatMap { Self.isRotation($0) ? sorted.first : $0 }
      return Input(
        name: live?.file.name ?? "", files: sorted.map(\.file), collection: files[0].collection)
    }
  }

  /// Whether an archive's members can be read in the order of the logs without beginning with it again and again.
  func isReadInTime(_ listing: ArchiveListing) -> Bool {
    var byteCount: Int64 = 0
    var last = -1
    for file in logs.flatMap(sorted) {
      guard case .member(let member) = file.file, member.archive === listing.archive else {
        continue
      }
      if member.index < last {
        byteCount += listing.offsets[member.index] ?? 0
      }
      last = member.index
    }
    return byteCount <= Self.mostReadings * listing.byteCount
  }

  private static func key(of file: ListedFile) throws(InputProblem) -> Key? {
    guard let name = file.logName, let folder = try folder(of: file.file) else {
      return nil
    }
    return Key(
      folder: folder, liveName: RotationName(name)?.liveName ?? Array(file.baseName ?? name))
  }

  private static func folder(of file: InputFile) throws(InputProblem) -> Key.Folder? {
    switch file {
    case .path(let path): .directory(try FileStatus(path.parent).identity)
    case .member(let member): .inArchive(member.archive, member.folder)
    case .standardInput, .stripe, .held, .producer: nil
    }
  }

  /// Rotations, the oldest first, then the live log.
  private func sorted(_ files: [ListedFile]) -> [ListedFile] {
    if case .member(let member)? = files.first?.file, unsorted.contains(member.archive) {
      return files
    }
    let rotations = files.filter(Self.isRotation)
    guard files.count > 1, let name = rotations.first?.logName,
      let live = RotationName(name)?.liveName
    else {
      return files
    }
    return rotations.sortedByAge(of: live[...]) { $0.logName ?? [] }
      + files.filter { !Self.isRotation($0) }
  }

  private static func isRotation(_ file: ListedFile) -> Bool {
    file.logName.flatMap { RotationName($0) } != nil
  }
}
