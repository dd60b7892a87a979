/// Which lists of Argo CD's applications are read.
struct ArgoCDOptions: OptionGroup {
  /// In the order typed; `-` is standard input.
  var lists: [String] = []
}
