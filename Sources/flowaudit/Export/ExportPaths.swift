/// The files that `export` writes and `doctor` looks at.
struct ExportPaths: OptionGroup {
  /// The .prom file; nil is standard output.
  var textfile: String?
  /// What is kept between runs; nil where nothing is.
  var state: String?
}
