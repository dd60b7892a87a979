internal import CLinux
internal import Glibc

/// The logs of a directory: *.log, *.json, *.jsonl, their rotations and .gz, in the order of the names' bytes.
///
/// Not recursive. Regular files only, symbolic links followed: a named pipe in a directory would make the
/// run hang. X.log wins over X.log.gz, which may be half written beside it.
struct DirectoryListing {
  private(set) var logs: [InputPath] = []
  private(set) var problems: [InputProblem] = []

  init(_ directory: InputPath) {
    self.init(directory) { name in
      LogName.isOne(name) || RotationName(name[...]).map { LogName.isOne($0.liveName) } ?? false
    }
    if logs.isEmpty && problems.isEmpty {
      problems.append(InputProblem(origin: .file(directory), cause: .emptyDirectory))
    }
  }

  /// Lists the files whose names are wanted; a directory without one is no problem.
  init(_ directory: InputPath, names isWanted: ([UInt8]) -> Bool) {
    let names: [[UInt8]]
    do throws(InputProblem) {
      names = try Self.names(in: directory)
    } catch {
      problems.append(error)
      return
    }
    let logNames = names.filter(isWanted).sorted { $0.lexicographicallyPrecedes($1) }
    let plainNames = Set(logNames.filter { !$0.hasGzipSuffix })
    for name in logNames where !(name.hasGzipSuffix && plainNames.contains(name.dropLast(3))) {
      add(directory.appending(name))
    }
  }

  private mutating func add(_ path: InputPath) {
    do throws(InputProblem) {
      if try FileStatus(path).kind == .regular {
        logs.append(path)
      }
    } catch {
      problems.append(error)
    }
  }

  private static func names(in directory: InputPath) throws(InputProblem) -> [[UInt8]] {
    // opendir copies the path; the stream is closed below and nowhere else.
    guard let stream = unsafe opendir(directory.systemBytes) else {
      throw InputProblem(origin: .file(directory), cause: .cannotOpen(errno: errno))
    }
    // Closes the stream opened above, once.
    defer { unsafe closedir(stream) }
    var names: [[UInt8]] = []
    errno = 0
    // The entry and its NUL-terminated name are valid until the next readdir; the name is copied.
    while let entry = unsafe readdir(stream), let name = unsafe linux_entry_name(entry) {
      names.append(unsafe Array(UnsafeRawBufferPointer(start: name, count: strlen(name))))
      errno = 0
    }
    guard errno == 0 else {
      throw InputProblem(origin: .file(directory), cause: .cannotRead(errno: errno, offset: 0))
    }
    return names
  }
}
