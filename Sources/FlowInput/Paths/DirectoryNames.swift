internal import CLinux
internal import Glibc

extension FileCall {
  /// The names in a directory, in no order.
  static func names(in directory: InputPath) throws(InputProblem) -> [[UInt8]] {
    while true {
      // opendir copies the path; the stream is closed below and nowhere else.
      guard let stream = unsafe opendir(directory.systemBytes) else {
        if errno == EINTR {
          continue
        }
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
      switch errno {
      case 0: return names
      case EINTR: continue
      case let code:
        throw InputProblem(origin: .file(directory), cause: .cannotRead(errno: code, offset: 0))
      }
    }
  }
}
