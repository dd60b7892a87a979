/// The files of a followed log as one look finds them: listed, then opened one after the other.
///
/// Only the newest stays open: there may be more rotations than descriptors.
struct OpenedLog {
  /// The oldest first.
  private(set) var files: [LogFile] = []
  private let path: InputPath
  private let names: [InputPath]

  /// Opens the log at a path and its rotations; of a link, what it leads to.
  ///
  /// Nothing is there (`isOfMissing`) where a file was gone when it was to be opened.
  init(_ link: InputPath) throws(InputProblem) {
    path = try link.withoutLink()
    names = try Self.names(of: path)
    for (index, name) in names.enumerated() {
      let held = try HeldFile(name)
      files += try LogFile(held).map { [$0] } ?? []
      if index < names.count - 1 {
        held.letGo()
      }
    }
  }

  /// Whether the log itself is there, not only rotations of it.
  var hasLive: Bool {
    files.last?.held.path == path
  }

  /// Whether all names still lead to the files that were opened, and the newest is what it was: none was rotated meanwhile.
  func isStillSo() throws(InputProblem) -> Bool {
    guard try Self.names(of: path) == names else {
      return false
    }
    for file in files where try !file.hasItsName {
      return false
    }
    return try files.last?.isStillThere ?? true
  }

  /// The log's rotations, the oldest first, then the log itself, if it is there.
  private static func names(of path: InputPath) throws(InputProblem) -> [InputPath] {
    let live = path.baseName
    let listing = DirectoryListing(
      path.parent, names: { RotationName($0[...], of: live) != nil })
    if let problem = listing.problems.first(where: { !$0.isOfMissing }) {
      throw problem
    }
    var isThere = true
    do throws(InputProblem) {
      _ = try FileStatus(path)
    } catch {
      guard error.isOfMissing else {
        throw error
      }
      isThere = false
    }
    return listing.logs.sortedByAge(of: live, name: \.baseName) + (isThere ? [path] : [])
  }
}
