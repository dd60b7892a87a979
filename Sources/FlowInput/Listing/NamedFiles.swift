/// The files of a directory and of those below it whose names end in one of some suffixes, in the order of their names.
///
/// Regular files only, symbolic links followed; each directory is looked at once, so that a link to one above it ends nowhere. Hidden names
/// are left alone.
public struct NamedFiles: Sendable {
  /// Their paths.
  public private(set) var paths: [String] = []
  /// Directories and files that cannot be looked at.
  public private(set) var problems: [InputProblem] = []
  private var seen: Set<FileStatus.Identity> = []

  /// Lists what stands at a path: its files where it is a directory, itself for anything else.
  public init(at path: String, endingIn suffixes: [String]) {
    let place = InputPath(path)
    guard (try? FileStatus(place))?.kind == .directory else {
      // What cannot be looked at is a problem of who reads it.
      paths = [path]
      return
    }
    list(place, path, suffixes.map { Array($0.utf8) })
  }

  private mutating func list(_ directory: InputPath, _ path: String, _ suffixes: [[UInt8]]) {
    do throws(InputProblem) {
      guard try seen.insert(FileStatus(directory).identity).inserted else {
        return
      }
      let names = try FileCall.names(in: directory).filter { $0.first != UInt8(ascii: ".") }
      for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        take(
          directory.appending(name), path + "/" + String(decoding: name, as: UTF8.self), name,
          suffixes)
      }
    } catch {
      problems.append(error)
    }
  }

  private mutating func take(
    _ place: InputPath, _ path: String, _ name: [UInt8], _ suffixes: [[UInt8]]
  ) {
    do throws(InputProblem) {
      switch try FileStatus(place).kind {
      case .regular:
        if suffixes.contains(where: {
          name.count > $0.count && name.suffix($0.count).elementsEqual($0)
        }) {
          paths.append(path)
        }
      case .directory: list(place, path, suffixes)
      case .pipe, .other: break
      }
    } catch {
      // A link that leads nowhere is no file.
      problems += error.cause == .missing ? [] : [error]
    }
  }
}
