/// The files that `export` writes and `doctor` looks at.
struct ExportPaths: OptionGroup {
  /// The .prom file; nil is standard output.
  var textfile: String?
  /// Its permissions; nil for those that it has, or those of a new file.
  var textfileMode: UInt32?
  /// What is kept between runs; nil where nothing is.
  var state: String?

  /// Reads permissions as chmod takes them: octal digits, without set-id and sticky bits.
  static func mode(_ text: String) throws(ValueError) -> UInt32 {
    guard let mode = UInt32(text, radix: 8), text.utf8.allSatisfy(\.isDigit), mode <= 0o777,
      mode & 0o600 == 0o600
    else {
      throw ValueError(
        "\(text) does not let its owner read and write, or is not a mode: give octal digits like 0644"
      )
    }
    return mode
  }
}
