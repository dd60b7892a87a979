internal import Glibc

/// The files of a followed log as one look finds them: listed, then opened one after the other.
struct OpenedLog {
  /// What could be opened, the oldest first.
  private(set) var files: [LogFile] = []
  /// What could not, although it is there.
  private(set) var problems: [InputProblem] = []
  private let path: InputPath
  private let names: [InputPath]
  /// Whether a file was gone when it was to be opened.
  private var hasMissed = false

  /// Opens the log at a path and its rotations; of a link, what it leads to.
  init(_ path: InputPath) {
    let path = path.withoutLink
    self.path = path
    (names, problems) = Self.names(of: path)
    for name in names {
      do throws(InputProblem) {
        files += try LogFile(name).map { [$0] } ?? []
      } catch {
        hasMissed = hasMissed || error.isOfMissing
        problems += error.isOfMissing ? [] : [error]
      }
    }
  }

  /// Whether the log itself is there, not only rotations of it.
  var hasLive: Bool {
    files.last?.held.path == path
  }

  /// Whether all names still lead to the files that were opened: none was rotated meanwhile.
  var isStillSo: Bool {
    !hasMissed && Self.names(of: path).paths == names && files.allSatisfy(\.hasItsName)
  }

  /// The log's rotations, the oldest first, then the log itself, if it is there.
  private static func names(
    of path: InputPath
  ) -> (paths: [InputPath], problems: [InputProblem]) {
    let live = path.baseName
    let listing = DirectoryListing(
      path.parent, names: { RotationName($0[...], of: live) != nil })
    var isThere = true
    do throws(InputProblem) {
      _ = try FileStatus(path)
    } catch {
      isThere = !error.isOfMissing
    }
    return (
      listing.logs.sortedByAge(of: live, name: \.baseName) + (isThere ? [path] : []),
      listing.problems.filter { !$0.isOfMissing }
    )
  }
}

extension InputProblem {
  /// Whether nothing stands there.
  fileprivate var isOfMissing: Bool {
    cause == .cannotOpen(errno: ENOENT)
  }
}
