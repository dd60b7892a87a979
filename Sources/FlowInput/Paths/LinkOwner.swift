internal import Glibc

extension InputPath {
  /// A link that leads through more of them goes round.
  private static let mostLinks = 40

  /// The name that a chain of links ends in, be it free; each link is shown to `look`.
  func endOfLinks(
    _ look: (InputPath, stat) throws(InputProblem) -> Void
  ) throws(InputProblem) -> InputPath {
    var name = self
    for _ in 0..<Self.mostLinks {
      do throws(InputProblem) {
        let link = try FileCall.linkStatus(name)
        guard link.st_mode & S_IFMT == S_IFLNK else {
          return name
        }
        try look(name, link)
        let target = try FileCall.target(ofLink: name)
        name =
          target.bytes.first == UInt8(ascii: "/") ? target : name.parent.appending(target.bytes)
      } catch {
        guard error.isOfMissing else {
          throw error
        }
        return name
      }
    }
    throw InputProblem(origin: .file(self), cause: .cannotOpen(errno: ELOOP))
  }

  /// Refuses a symbolic link that somebody else may have put in our way: another user's, in a directory that everybody may write.
  ///
  /// Whoever reads with the rights of root must not be led to a file that was not named. Looks at the last component, and at those
  /// of what it leads to. Source: the kernel's fs.protected_symlinks, which may be off. FlowOutput does so for what is written.
  func checkOwnersOfLinks() throws(InputProblem) {
    _ = try endOfLinks { (name, link) throws(InputProblem) in
      let directory = try FileCall.status(name.parent)
      let isTrusted = [0, geteuid(), directory.st_uid].contains(link.st_uid)
      if directory.st_mode & S_IWOTH != 0 && !isTrusted {
        throw InputProblem(origin: .file(name), cause: .foreignLink(user: link.st_uid))
      }
    }
  }
}
