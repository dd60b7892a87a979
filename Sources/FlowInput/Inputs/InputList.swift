/// What the arguments of a command mean: inputs to read in this order, and what is wrong with the others.
///
/// An argument is a path, `-` for standard input, or a directory, which gives its logs. A file that several names
/// lead to (same device and inode) is read once, under the first. NAME.EXT and its rotations, in a directory
/// or named one by one, become one input where the first of them stands.
public struct InputList: Sendable {
  /// What can be read, as far as names and the kernel's file table tell.
  public private(set) var inputs: [Input] = []
  /// What cannot; the run goes on without.
  public private(set) var problems: [InputProblem] = []

  private struct LogKey: Hashable {
    let directory: FileStatus.Identity
    let liveName: [UInt8]
  }

  /// Looks at every argument once; nothing is opened but directories.
  public init(arguments: [InputPath]) {
    group(distinct(arguments.flatMap { files(of: $0) }))
  }

  /// Looks at every argument once, given as text; nothing is opened but directories.
  public init(arguments: [String]) {
    self.init(arguments: arguments.map { InputPath($0) })
  }

  private mutating func files(of argument: InputPath) -> [InputFile] {
    guard argument != "-" else {
      return [.standardInput]
    }
    do throws(InputProblem) {
      guard try FileStatus(argument).kind == .directory else {
        return [.path(argument)]
      }
    } catch {
      problems.append(error)
      return []
    }
    let listing = DirectoryListing(argument)
    problems += listing.problems
    return listing.logs.map { .path($0) }
  }

  /// Every file once.
  ///
  /// What vanished in the meantime stays: opening it will say so.
  private func distinct(_ files: [InputFile]) -> [InputFile] {
    var seen: Set<FileStatus.Identity> = []
    return files.filter { file in
      guard let status = try? FileStatus(file) else {
        return true
      }
      return seen.insert(status.identity).inserted
    }
  }

  private mutating func group(_ files: [InputFile]) {
    var logs: [[InputFile]] = []
    var places: [LogKey: Int] = [:]
    for file in files {
      guard let key = logKey(of: file) else {
        logs.append([file])
        continue
      }
      if let place = places[key] {
        logs[place].append(file)
      } else {
        places[key] = logs.count
        logs.append([file])
      }
    }
    inputs = logs.map(Self.input)
  }

  private func logKey(of file: InputFile) -> LogKey? {
    guard case .path(let path) = file,
      let directory = try? FileStatus(path.parent).identity
    else {
      return nil
    }
    let liveName = RotationName(path.baseName)?.liveName ?? Array(path.baseName)
    return LogKey(directory: directory, liveName: liveName)
  }

  /// Rotations, the oldest first, then the live log.
  private static func input(_ files: [InputFile]) -> Input {
    let paths = files.compactMap { file -> InputPath? in
      if case .path(let path) = file { path } else { nil }
    }
    guard paths.count > 1 else {
      return Input(name: files.first?.name ?? "", files: files)
    }
    let lives = paths.filter { RotationName($0.baseName) == nil }
    let rotations = paths.filter { RotationName($0.baseName) != nil }
    let live = rotations.first.flatMap { RotationName($0.baseName)?.liveName } ?? []
    let sorted = rotations.sortedByAge(of: live[...]) + lives
    return Input(
      name: (lives.first ?? sorted[0]).description, files: sorted.map { .path($0) })
  }
}
