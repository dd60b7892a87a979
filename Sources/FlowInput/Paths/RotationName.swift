/// How a log's rotations are named, packed or not: from what name they were moved away, and in which order.
///
/// Source: lumberjack, which Cilium's exporter rotates with; logrotate(8), `dateext` and `start`; the kubelet's
/// `pkg/kubelet/logs/container_log_manager.go`.
struct RotationName {
  /// A form of names; a `d` of its pattern stands for a digit.
  private struct Form {
    let pattern: [UInt8]
    /// Whether it stands before the extension, which is what follows the last dot and may be missing.
    var isBeforeExtension = false
    /// Whether a greater number is an older rotation; else names are in the order of time.
    var countsBackwards = false

    init(_ pattern: String, isBeforeExtension: Bool = false, countsBackwards: Bool = false) {
      self.pattern = Array(pattern.utf8)
      self.isBeforeExtension = isBeforeExtension
      self.countsBackwards = countsBackwards
    }
  }

  /// A longer form stands before one that it ends in.
  private static let forms: [Form] = [
    // lumberjack: events-2006-01-02T15-04-05.000.log
    Form("-dddd-dd-ddTdd-dd-dd.ddd", isBeforeExtension: true),
    // kubelet: 0.log.20060102-150405
    Form(".dddddddd-dddddd"),
    // logrotate: events.log-20060102-1136214245, events.log-20060102-15, events.log-2006010215, events.log-20060102
    Form("-dddddddd-dddddddddd"), Form("-dddddddd-dd"), Form("-dddddddddd"), Form("-dddddddd"),
    // logrotate: events.log.1
    Form(".ddd", countsBackwards: true), Form(".dd", countsBackwards: true),
    Form(".d", countsBackwards: true),
  ]

  /// The log's own name.
  let liveName: [UInt8]
  /// How far back it is, of a form that counts backwards.
  private let number: Int
  private let name: [UInt8]
  private let isBeforeExtension: Bool

  /// The rotation of a log that is known otherwise.
  init?(_ name: ArraySlice<UInt8>, of liveName: ArraySlice<UInt8>) {
    self.init(anyForm: name)
    guard self.liveName.elementsEqual(liveName) else {
      return nil
    }
  }

  /// A name that alone says whose rotation it is: lumberjack's, or one of a log that is called like one.
  ///
  /// What else ends in a number may be anything: a capture called `10.0.0.1`.
  init?(_ name: ArraySlice<UInt8>) {
    self.init(anyForm: name)
    guard isBeforeExtension || LogName.isOne(liveName) else {
      return nil
    }
  }

  private init?(anyForm name: ArraySlice<UInt8>) {
    let plain = name.hasGzipSuffix ? name.dropLast(3) : name
    for form in Self.forms {
      for end in Self.ends(of: form, in: plain) {
        if let start = Self.start(of: form, in: plain, before: end) {
          liveName = Array(plain[..<start] + plain[end...])
          number = form.countsBackwards ? Self.number(plain[(start + 1)..<end]) : 0
          self.name = Array(plain)
          isBeforeExtension = form.isBeforeExtension
          return
        }
      }
    }
    return nil
  }

  /// Where the form may end: at the name's end, or before its extension.
  private static func ends(of form: Form, in name: ArraySlice<UInt8>) -> [Int] {
    let dot = form.isBeforeExtension ? name.lastIndex(of: UInt8(ascii: ".")) : nil
    return [name.endIndex] + (dot.map { [$0] } ?? [])
  }

  private static func start(of form: Form, in name: ArraySlice<UInt8>, before end: Int) -> Int? {
    let start = end - form.pattern.count
    guard start > name.startIndex else {
      return nil
    }
    let matches = zip(name[start..<end], form.pattern).allSatisfy { byte, wanted in
      wanted == UInt8(ascii: "d") ? isDigit(byte) : byte == wanted
    }
    return matches ? start : nil
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Whether it was written before another rotation of the same log.
  func isOlder(than other: Self) -> Bool {
    number != other.number
      ? number > other.number : name.lexicographicallyPrecedes(other.name)
  }
}

extension Array {
  /// Rotations of a log by their names, the oldest first; what is none of its rotations is left out.
  func sortedByAge(
    of liveName: ArraySlice<UInt8>, name: (Element) -> ArraySlice<UInt8>
  ) -> [Element] {
    compactMap { element in RotationName(name(element), of: liveName).map { (element, $0) } }
      .sorted { $0.1.isOlder(than: $1.1) }.map(\.0)
  }
}
