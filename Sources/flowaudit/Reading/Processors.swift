import CLinux
import Glibc

/// How many threads the machine and the cgroup give this process.
enum Processors {
  /// The processors of the affinity mask, or fewer where the cgroup's quota is less; at least 1.
  static var count: Int {
    let allowed = Int(linux_processor_count())
    return max(1, min(allowed, quota ?? allowed))
  }

  /// Whole processors of the cgroup's `cpu.max`, rounded up; nil without a limit.
  ///
  /// Source of the format: Linux, Documentation/admin-guide/cgroup-v2.rst: `MAX PERIOD`, or `max PERIOD`.
  private static var quota: Int? {
    let path = firstLine(of: "/proc/self/cgroup").flatMap(cgroup) ?? "/"
    for folder in [path, "/"] {
      if let line = firstLine(of: "/sys/fs/cgroup\(folder == "/" ? "" : folder)/cpu.max"),
        let quota = processors(line)
      {
        return quota
      }
    }
    return nil
  }

  /// The path in a line `0::/PATH`.
  static func cgroup(_ line: String) -> String? {
    line.hasPrefix("0::/") ? String(line.dropFirst(3)) : nil
  }

  /// Processors in a line of `cpu.max`; nil without a limit.
  static func processors(_ line: String) -> Int? {
    let words = line.split(separator: " ")
    guard words.count == 2, let limit = Int(words[0]), let period = Int(words[1]), period > 0,
      limit > 0
    else {
      return nil
    }
    return max(1, (limit + period - 1) / period)
  }

  private static func firstLine(of path: String) -> String? {
    // Unsafe: open reads the C string that Swift lends it for this call.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      return nil
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    // Unsafe: read fills at most as many bytes as the array holds, within this call.
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
    }
    guard count > 0 else {
      return nil
    }
    return String(decoding: bytes[..<count].prefix { $0 != 10 }, as: UTF8.self)
  }
}
