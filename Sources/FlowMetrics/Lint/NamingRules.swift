/// Prometheus' conventions for names, as promlint checks them.
///
/// Source: client_golang, prometheus/testutil/promlint/validations.
enum NamingRules {
  /// What is wrong with the name of a family of a type, with a word for the message.
  static func faults(of name: String, _ type: ExpositionType) -> [(rule: LintRule, what: String)] {
    var faults: [(LintRule, String)] = []
    let lowercased = name.lowercased()
    func contains(_ word: String) -> Bool {
      lowercased.contains("_\(word)_") || lowercased.hasSuffix("_\(word)")
    }
    if type == .counter && !name.hasSuffix("_total") {
      faults.append((.counterSuffix, "the counter's name does not end in _total"))
    }
    if type != .counter && type != .untyped && name.hasSuffix("_total") {
      faults.append((.totalSuffix, "the \(type.word)'s name ends in _total"))
    }
    if let unit = name.split(separator: "_").lazy.map(String.init).first(where: isForeignUnit) {
      faults.append((.baseUnit, "the name has the unit \(unit)"))
    }
    if let unit = abbreviations.first(where: contains) {
      faults.append((.unitAbbreviation, "the name has the unit \(unit)"))
    }
    if let word = types.first(where: contains) {
      faults.append((.typeInName, "the name has the type \(word)"))
    }
    if isCamelCase(name) {
      faults.append((.camelCase, "the name is in camelCase"))
    }
    if name.contains(":") {
      faults.append((.colon, "the name has a colon"))
    }
    if type != .untyped && type != .histogram,
      let suffix = ExpositionType.histogram.suffixes.first(where: name.hasSuffix),
      suffix == "_bucket" || type != .summary
    {
      faults.append((.histogramSuffix, "the \(type.word)'s name ends in \(suffix)"))
    }
    return faults
  }

  /// A small letter before a capital one.
  static func isCamelCase(_ name: String) -> Bool {
    zip(name.utf8, name.utf8.dropFirst()).contains { first, second in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(second)
    }
  }

  /// Whether a word is a unit that is not a base one, with a prefix or without; only the first unit of a name counts.
  private static func isForeignUnit(_ word: String) -> Bool {
    if baseUnits.contains(word) {
      return false
    }
    return otherUnits.contains(word)
      || prefixes.contains { prefix in
        word.hasPrefix(prefix)
          && (baseUnits.contains(String(word.dropFirst(prefix.count)))
            || otherUnits.contains(String(word.dropFirst(prefix.count))))
      }
  }

  private static let types = ["counter", "gauge", "summary", "histogram", "gauge_histogram"]

  private static let abbreviations = [
    "s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "tb", "pb", "m", "h", "d",
  ]

  private static let baseUnits: Set<String> = [
    "amperes", "bytes", "celsius", "grams", "joules", "kelvin", "meters", "metres", "seconds",
    "volts",
  ]

  private static let otherUnits: Set<String> = [
    "minutes", "hours", "days", "weeks", "kelvins", "fahrenheit", "rankine", "inches", "yards",
    "miles", "bits", "calories", "pounds", "ounces",
  ]

  /// Misspelled as in the source.
  private static let prefixes = [
    "pico", "nano", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo", "kibi", "mega",
    "mibi", "giga", "gibi", "tera", "tebi", "peta", "pebi",
  ]
}
