/// What a series is known by: its name, and the labels that are not empty, whatever their order.
struct SeriesText {
  /// Equal series give equal bytes.
  let key: [UInt8]
  private let sample: ExpositionSample

  /// The series of a sample; `numeric` names the label whose value counts as a number, if there is one.
  init(_ sample: ExpositionSample, numeric: String?) {
    self.sample = sample
    var key = Array(sample.name.utf8)
    let labels = sample.labels.filter { !$0.value.isEmpty }
    for label in labels.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      var value = label.value
      if label.name == numeric, let number = SampleValue.number(value[...]) {
        value = Array("\(number)".utf8)
      }
      // The value's length goes before it: no value can look like the end of one.
      key += Array(",\(label.name)=\(value.count):".utf8) + value
    }
    self.key = key
  }

  /// The series as it is written, for a message.
  var shown: String {
    let labels = sample.labels.map { label in
      "\(label.name)=\"\(TextFormat.escaped(String(decoding: label.value.prefix(200), as: UTF8.self), keepsZeros: false))\""
    }
    return ShownText.short(
      sample.name + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"))
  }
}
