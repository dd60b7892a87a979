/// One log: a file, standard input, or a live log together with its rotations.
///
/// Accounting runs over the whole of an input and not over its end.
public struct Input: Sendable, Hashable {
  /// The name for messages: the live log's path, or that of the first file; not escaped.
  public let name: String
  /// What is read one after the other, the oldest rotation first.
  public let files: [InputFile]
  /// The directory or the archive that it was found in; nil where it was named itself.
  public let collection: InputCollection?

  /// An input that is called so and read in this order.
  public init(name: String, files: [InputFile], collection: InputCollection? = nil) {
    self.name = name
    self.files = files
    self.collection = collection
  }

  /// An input of one file, called as it is.
  public init(_ file: InputFile) {
    self.init(name: file.name, files: [file])
  }
}

extension Input {
  /// Whether any of its files is a pipe; asks the kernel at each call.
  public var isPipe: Bool {
    files.contains { (try? FileStatus($0))?.kind == .pipe }
  }

  /// Whether it comes once: a pipe, or a standard input that is no file, such as the /dev/null that cron gives; asks the kernel at each call.
  public var isStream: Bool {
    isPipe
      || files.contains {
        $0.origin == .standardInput && (try? FileStatus($0))?.kind == .other
      }
  }

  /// Stops the commands among its files; false where there are none.
  public func stop() -> Bool {
    let producers = files.compactMap { file in
      if case .producer(let producer) = file { producer } else { nil }
    }
    for producer in producers {
      producer.stop()
    }
    return !producers.isEmpty
  }
}
