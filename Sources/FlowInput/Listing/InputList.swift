/// What the arguments of a command mean: inputs to read in this order, and what is wrong with the others.
///
/// An argument is a path, `-` for standard input, a directory, which gives its logs, or an archive, which gives its files. A
/// file that several names lead to (same device and inode) is read once, under the first. NAME.EXT and its rotations, in a directory,
/// in an archive or named one by one, become one input where the first of them stands.
public struct InputList: Sendable {
  /// What can be read, as far as names, the kernel's file table and the first bytes of files tell.
  public private(set) var inputs: [Input] = []
  /// What cannot; the run goes on without.
  public private(set) var problems: [InputProblem] = []
  /// What of the directories is not read for its name.
  public private(set) var leftOut: [(directory: InputCollection, files: LeftOutFiles)] = []

  /// Inputs that are known.
  public init(_ inputs: [Input]) {
    self.inputs = inputs
  }

  /// Looks at every argument once: at directories, and at the first bytes of regular files.
  ///
  /// Where it is recursive a directory gives the logs of those below it, too. An archive is looked through as long as nothing
  /// `isStopped`.
  public init(
    arguments: [InputPath], isRecursive: Bool = true,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    var listed: [ListedFile] = []
    for argument in arguments {
      listed += files(of: argument, isRecursive: isRecursive)
    }
    var groups = LogGroups()
    for file in distinct(listed) {
      add(file, to: &groups, isStopped)
    }
    inputs = groups.inputs
  }

  /// Looks at every argument once, given as text.
  public init(
    arguments: [String], isRecursive: Bool = true,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    self.init(
      arguments: arguments.map { InputPath($0) }, isRecursive: isRecursive, isStopped: isStopped)
  }

  private mutating func files(of argument: InputPath, isRecursive: Bool) -> [ListedFile] {
    guard argument != "-" else {
      return [ListedFile(.standardInput)]
    }
    do throws(InputProblem) {
      guard try FileStatus(argument).kind == .directory else {
        return [ListedFile(.path(argument))]
      }
    } catch {
      problems.append(error)
      return []
    }
    let listing = DirectoryListing(argument, isRecursive: isRecursive)
    problems += listing.problems
    let directory = InputCollection(name: argument.description, kind: .directory)
    if listing.leftOut.count > 0 {
      leftOut.append((directory, listing.leftOut))
    }
    return listing.logs.map { ListedFile(.path($0), of: directory) }
  }

  /// Every file once.
  ///
  /// What vanished in the meantime stays: opening it will say so.
  private mutating func distinct(_ files: [ListedFile]) -> [ListedFile] {
    var seen: Set<FileStatus.Identity> = []
    var distinct: [ListedFile] = []
    for file in files {
      let status = result { () throws(InputProblem) in try FileStatus(file.file) }
      if status.map({ seen.insert($0.identity).inserted }) ?? true {
        distinct.append(file)
      }
    }
    return distinct
  }

  /// What a look gives; nil, and a problem, where it fails: nothing is silently read another way than on other days.
  ///
  /// What is gone is told by opening it.
  private mutating func result<Result>(
    _ look: () throws(InputProblem) -> Result
  ) -> Result? {
    do throws(InputProblem) {
      return try look()
    } catch {
      if !error.isOfMissing {
        problems.append(error)
      }
      return nil
    }
  }

  private mutating func isRegular(_ path: InputPath) -> Bool {
    result { () throws(InputProblem) in try FileStatus(path).kind } == .regular
  }

  private mutating func add(_ file: ListedFile, to groups: inout LogGroups) {
    _ = result { () throws(InputProblem) in try groups.add(file) }
  }

  /// An archive's files in place of the archive.
  private mutating func add(
    _ file: ListedFile, to groups: inout LogGroups, _ isStopped: @escaping @Sendable () -> Bool
  ) {
    guard case .path(let path) = file.file, isRegular(path),
      let listing = ArchiveListing(path, isStopped: isStopped)
    else {
      return add(file, to: &groups)
    }
    problems += listing.problems
    let archive = InputCollection(name: path.description, kind: .archive)
    let members = listing.logs.map { ListedFile(.member($0), of: archive) }
    let before = groups
    for member in members {
      add(member, to: &groups)
    }
    guard !groups.isReadInTime(listing) else {
      return
    }
    groups.keepOrder(of: listing.archive)
    guard !groups.isReadInTime(listing) else {
      return
    }
    groups = before
    groups.addSingly(members)
    problems.append(
      InputProblem(origin: .file(path), cause: .archive(.scatteredRotations)))
  }
}
