import Foundation

/// A variable of the environment by which all processes are found that a test has started.
struct ProcessMark {
  private let text = "FLOWAUDIT_TEST_MARK=" + UUID().uuidString

  var environment: [String: String] {
    let parts = text.split(separator: "=")
    return [String(parts[0]): String(parts[1])]
  }

  /// The processes that have it.
  var processes: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { name in
      guard Int(name) != nil,
        let bytes = try? Data(contentsOf: URL(filePath: "/proc/\(name)/environ"))
      else {
        return false
      }
      return bytes.range(of: Data(text.utf8)) != nil
    }
  }

  /// Waits until no process has it.
  func isGone(within limit: Duration) -> Bool {
    let deadline = ContinuousClock.now + limit
    while !processes.isEmpty {
      guard ContinuousClock.now < deadline else {
        return false
      }
      usleep(10_000)
    }
    return true
  }
}

/// Waits for what another process does with files.
enum FileWait {
  static func isThere(_ path: String, within limit: Duration = .seconds(60)) -> Bool {
    isTrue(within: limit) { FileManager.default.fileExists(atPath: path) }
  }

  /// Waits until a condition holds.
  static func isTrue(within limit: Duration = .seconds(60), _ condition: () throws -> Bool) -> Bool
  {
    let deadline = ContinuousClock.now + limit
    while (try? condition()) != true {
      guard ContinuousClock.now < deadline else {
        return false
      }
      usleep(10_000)
    }
    return true
  }
}
