import Foundation
import TestSupport

/// A sample of a Prometheus text file.
struct Sample: Hashable, CustomStringConvertible {
  let name: String
  let labels: [String: String]
  let value: Double

  var description: String {
    let pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.debugDescription)" }
    return "\(name){\(pairs.joined(separator: ","))} \(value)"
  }

  /// The samples of a text file; a line that is none is an error.
  static func all(in text: String) throws -> [Self] {
    try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(Self.init)
  }

  private init(name: String, labels: [String: String], value: Double) {
    self.name = name
    self.labels = labels
    self.value = value
  }

  /// The same sample: an empty value is no label.
  var withoutEmptyLabels: Self {
    Self(name: name, labels: labels.filter { !$0.value.isEmpty }, value: value)
  }

  private init(_ line: Substring) throws {
    guard let space = line.lastIndex(of: " "), let value = Double(line[space...].dropFirst()) else {
      throw Tool.Failed(description: "no sample: \(line)")
    }
    self.value = value
    let series = line[..<space]
    guard let brace = series.firstIndex(of: "{") else {
      name = String(series)
      labels = [:]
      return
    }
    name = String(series[..<brace])
    labels = try Self.labels(series[brace...].dropFirst().dropLast())
  }

  private static func labels(_ text: Substring) throws -> [String: String] {
    var labels: [String: String] = [:]
    var rest = text
    while let equals = rest.firstIndex(of: "=") {
      let name = String(rest[..<equals])
      var value = ""
      rest = rest[equals...].dropFirst(2)
      while let character = rest.popFirst(), character != "\"" {
        value.append(character == "\\" ? unescaped(rest.popFirst()) : character)
      }
      guard labels.updateValue(value, forKey: name) == nil, rest.isEmpty || rest.first == "," else {
        throw Tool.Failed(description: "no labels: \(text)")
      }
      rest = rest.dropFirst()
    }
    return labels
  }

  private static func unescaped(_ character: Character?) -> Character {
    character == "n" ? "\n" : character ?? "\\"
  }
}
