internal import Glibc

/// The logs of a directory and of those below it, in the order of the names' bytes: *.log, *.json, *.jsonl, *.ndjson, their rotations,
/// and these packed.
///
/// Regular files only, symbolic links followed: a named pipe in a directory would make the run hang. Each directory is looked
/// at once, so that a link to one above it ends nowhere; hidden names are left alone. X.log wins over X.log.gz, which may be half
/// written beside it.
struct DirectoryListing {
  private(set) var logs: [InputPath] = []
  private(set) var problems: [InputProblem] = []
  /// Files that are called otherwise than logs are.
  private(set) var leftOut = LeftOutFiles()
  private var seen: Set<FileStatus.Identity> = []

  /// Lists the logs; where it is recursive, those of the directories below, too.
  init(_ directory: InputPath, isRecursive: Bool) {
    list(directory, isRecursive: isRecursive)
    if logs.isEmpty && problems.isEmpty {
      problems.append(InputProblem(origin: .file(directory), cause: .emptyDirectory))
    }
  }

  /// Lists the files whose names are wanted; a directory without one is no problem.
  init(_ directory: InputPath, names isWanted: ([UInt8]) -> Bool) {
    for name in Self.plainNames(names(in: directory).filter(isWanted))
    where kind(of: directory.appending(name)) == .regular {
      logs.append(directory.appending(name))
    }
  }

  private mutating func list(_ directory: InputPath, isRecursive: Bool) {
    do throws(InputProblem) {
      guard try seen.insert(FileStatus(directory).identity).inserted else {
        return
      }
    } catch {
      return problems.append(error)
    }
    let all = names(in: directory).filter { $0.first != UInt8(ascii: ".") }
    let logNames = Set(Self.plainNames(all.filter(Self.isLog)))
    for name in all.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let path = directory.appending(name)
      if logNames.contains(name) {
        switch kind(of: path) {
        case .regular: logs.append(path)
        case .directory where isRecursive: list(path, isRecursive: true)
        case .directory, .pipe, .other, nil: break
        }
      } else if !Self.isLog(name) {
        if isDirectory(path) {
          isRecursive ? list(path, isRecursive: true) : ()
        } else if (try? FileStatus(path))?.kind == .regular {
          leftOut.add(path)
        }
      }
    }
  }

  private static func isLog(_ name: [UInt8]) -> Bool {
    LogName.isOne(name)
      || RotationName(name[...].withoutForeignSuffix).map { LogName.isOne($0.liveName) } ?? false
  }

  /// The names in order, without those of packed files that are there plain, too.
  private static func plainNames(_ names: [[UInt8]]) -> [[UInt8]] {
    names.withoutPackedTwins { $0 }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Nil, and a problem, where that cannot be told.
  private mutating func kind(of path: InputPath) -> FileStatus.Kind? {
    do throws(InputProblem) {
      return try FileStatus(path).kind
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// Whether what is no log is a directory; a link that leads nowhere is none, anything else that cannot be told is a problem.
  private mutating func isDirectory(_ path: InputPath) -> Bool {
    do throws(InputProblem) {
      return try FileStatus(path).kind == .directory
    } catch {
      problems +=
        [.missing, .cannotOpen(errno: ELOOP)].contains(error.cause)
        ? [] : [error]
      return false
    }
  }

  /// What stands in a directory; nothing, and a problem, where it cannot be read.
  private mutating func names(in directory: InputPath) -> [[UInt8]] {
    do throws(InputProblem) {
      return try FileCall.names(in: directory)
    } catch {
      problems.append(error)
      return []
    }
  }
}
