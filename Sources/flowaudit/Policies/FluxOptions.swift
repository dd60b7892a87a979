/// Which dumps of Flux's objects are read.
struct FluxOptions: OptionGroup {
  /// In the order typed; `-` is standard input.
  var objects: [String] = []
}
