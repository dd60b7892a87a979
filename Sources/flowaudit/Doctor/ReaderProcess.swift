import FlowOutput

/// A node_exporter that runs on this machine, as /proc shows it.
struct ReaderProcess: Sendable, Equatable {
  let id: Int
  let user: UInt32
  let groups: [UInt32]
  /// What it was started with as --collector.textfile.directory, from the root; none where that is not known: not on its command
  /// line, or relative to a directory that may not be looked at.
  let directories: [String]

  /// All there are, by their numbers; none where /proc does not show them.
  static func all(in processes: String = "/proc") -> [Self] {
    let names = (try? TextfileDirectory.entryNames(in: processes)) ?? []
    return names.compactMap { Int($0) }.sorted().compactMap { id in
      Self(id, folder: "\(processes)/\(id)")
    }
  }

  init(id: Int, user: UInt32, groups: [UInt32], directories: [String]) {
    self.id = id
    self.user = user
    self.groups = groups
    self.directories = directories
  }

  private init?(_ id: Int, folder: String) {
    // The kernel cuts names after 15 bytes: prometheus-node-exporter.
    guard let name = Self.bytes("\(folder)/comm"),
      ["node_exporter\n", "prometheus-node\n"].contains(String(decoding: name, as: UTF8.self)),
      let status = Self.bytes("\(folder)/status"),
      let line = Self.bytes("\(folder)/cmdline")
    else {
      return nil
    }
    let fields = Self.fields(status)
    // Real, effective, saved and file system's: the last one decides.
    guard let user = fields["Uid"]?.last, let group = fields["Gid"]?.last else {
      return nil
    }
    self.init(
      id: id, user: user, groups: [group] + (fields["Groups"] ?? []),
      directories: Self.directories(line, from: "\(folder)/cwd"))
  }

  /// Numbers by the names of their lines.
  private static func fields(_ status: [UInt8]) -> [String: [UInt32]] {
    var fields: [String: [UInt32]] = [:]
    for line in String(decoding: status, as: UTF8.self).split(separator: "\n") {
      let words = line.split { $0 == "\t" || $0 == " " || $0 == ":" }
      if let name = words.first {
        fields[String(name)] = words.dropFirst().compactMap { UInt32($0) }
      }
    }
    return fields
  }

  /// What the words of a command line name; what is relative lies in the directory that a link leads to.
  private static func directories(_ commandLine: [UInt8], from link: String) -> [String] {
    let named = directories(commandLine)
    guard named.contains(where: { !$0.hasPrefix("/") }) else {
      return named
    }
    guard let start = ProcessLink.target(link) else {
      return []
    }
    return named.map { $0.hasPrefix("/") ? $0 : start == "/" ? "/\($0)" : "\(start)/\($0)" }
  }

  private static func directories(_ commandLine: [UInt8]) -> [String] {
    let flag = "--collector.textfile.directory"
    let words = commandLine.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return zip(words, words.dropFirst() + [""]).compactMap { word, next in
      if word.hasPrefix(flag + "=") {
        return String(word.dropFirst(flag.count + 1))
      }
      return word == flag ? next : nil
    }
  }

  /// The first bytes of a file of /proc.
  private static func bytes(_ path: String) -> [UInt8]? {
    try? TextfileBytes(path).next()
  }
}
