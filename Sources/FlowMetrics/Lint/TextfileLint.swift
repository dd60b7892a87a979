/// Looks for what promtool and node_exporter refuse in .prom files, and for what they miss.
///
/// One for the files of a directory, which node_exporter reads together; give them in the order of their names. Bytes come
/// in pieces of any size, nothing of them is kept: memory is bounded by 500,000 series, 20,000 families and one line of
/// 1 MiB, whatever the files hold. Beyond these bounds `LintRule.tooMany` and `LintRule.longLine` say so.
public struct TextfileLint: Sendable {
  /// Longer lines are not looked at.
  public static let maximumLineByteCount = 1 << 20

  private var lines = BoundedLines()
  private var file = ""
  private var fileIndex = -1
  private var fileNames: [String] = []
  private var remembers = true
  private var findings = FindingList()
  private var families = FamilyBook()
  private var series = SeriesBook()

  /// A lint that has seen no file.
  public init() {}

  /// Begins a file, named so in its findings.
  ///
  /// A file that is not remembered is compared with those before, and they with nothing of it.
  public mutating func begin(_ file: String, isRemembered: Bool = true) {
    self.file = file
    fileIndex += 1
    fileNames.append(file)
    remembers = isRemembered
    findings = FindingList()
    families.beginFile()
    lines = BoundedLines()
  }

  /// Takes the next bytes of the file.
  public mutating func take(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let line = lines.next(&rest) {
      take(line)
    }
  }

  /// Ends the file; gives what is wrong with it, in the order of its lines.
  public mutating func end() -> [LintFinding] {
    if let line = lines.last() {
      if !line.isBlank {
        add(.lastLine, "no line feed at the end of the file")
      }
      take(line)
    }
    endFamilies()
    return findings.sorted(file: file, hasFamilies: !families.isEmpty)
  }

  private mutating func take(_ line: BoundedLines.Line) {
    guard case .whole(let bytes) = line else {
      return add(.longLine, "a line of more than \(Self.maximumLineByteCount) bytes")
    }
    takeLine(bytes)
  }

  private mutating func takeLine(_ bytes: [UInt8]) {
    do throws(SyntaxFault) {
      take(try ExpositionLine.read(bytes))
    } catch  where bytes.last == UInt8(ascii: "\r") {
      // In a comment and in HELP it is text; elsewhere the rest of the line may be sound.
      add(.lineEnd, "CR at the end of the line")
      takeLine(Array(bytes.dropLast()))
    } catch {
      add(error.rule, error.what)
    }
  }

  private mutating func take(_ line: ExpositionLine) {
    switch line {
    case .comment: break
    case .help(let name, let text): takeHelp(name, text)
    case .type(let name, let type): takeType(name, type)
    case .sample(let sample): take(sample)
    }
  }

  private mutating func add(
    _ rule: LintRule, _ what: String, line: Int? = nil, clash: LintFinding.Clash? = nil
  ) {
    findings.add(LintFinding(rule, file: file, line: line ?? lines.number, what, clash: clash))
  }

  /// The family that a line's name belongs to; nil where there is no room for another.
  private mutating func visit(_ name: String) -> String? {
    let family = families.family(of: name)
    switch families.visit(family) {
    case .goesOn, .begins: return family
    case .comesBack:
      add(.familySplit, "\(ShownText.short(family)) goes on behind another family")
      return family
    case .refused:
      add(.tooMany, "the file has more than \(FamilyBook.maximumCount) families")
      return nil
    }
  }

  private mutating func takeHelp(_ name: String, _ text: [UInt8]?) {
    guard let family = visit(name), let text else {
      return
    }
    let shown = ShownText.short(family)
    if families[family]?.help != nil {
      add(.helpTwice, "a second HELP of \(shown)")
    } else if families[family]?.firstSample != nil {
      add(.helpLate, "HELP of \(shown) behind its samples")
    }
    if String(validating: text, as: UTF8.self) == nil {
      add(.helpEncoding, "HELP of \(shown) is not UTF-8")
    }
    families[family]?.help = ByteDigest(text)
  }

  private mutating func takeType(_ name: String, _ type: ExpositionType?) {
    guard let family = visit(name), let type, let record = families[family] else {
      return
    }
    let shown = ShownText.short(family)
    if record.firstSample != nil {
      return add(.typeLate, "TYPE of \(shown) behind its samples")
    }
    if record.type != nil {
      return add(.typeTwice, "a second TYPE of \(shown)")
    }
    if type == .gaugeHistogram {
      add(.gaugeHistogram, "\(shown) is of type gauge_histogram")
    }
    families[family]?.type = type
  }

  private mutating func take(_ sample: ExpositionSample) {
    guard let family = visit(sample.name) else {
      return
    }
    if families[family]?.firstSample == nil {
      begin(family)
    }
    let type = families[family]?.type ?? .untyped
    if sample.hasTimestamp {
      add(.timestamp, "a timestamp behind the value of \(ShownText.short(sample.name))")
    }
    for fault in LabelRules(family: family, type: type).faults(of: sample) {
      add(fault.rule, fault.what)
    }
    compareLabels(of: sample, family, type)
    compare(SeriesText(sample, numeric: type.ownLabel))
  }

  /// The first sample of a family in this file: its type is known now.
  private mutating func begin(_ family: String) {
    guard var record = families[family] else {
      return
    }
    let shown = ShownText.short(family)
    if record.type == nil {
      add(.noType, "\(shown) has no TYPE")
    }
    let type = record.type ?? .untyped
    record.type = type
    record.firstSample = lines.number
    families[family] = record
    for fault in NamingRules.faults(of: family, type) {
      add(fault.rule, "\(shown): \(fault.what)")
    }
    if ExporterFamilies.contain(family) {
      add(.exporterFamily, "\(shown) is a name of node_exporter's own")
    }
  }

  /// HELP may stand behind the samples: only now is known what this file says of its families.
  private mutating func endFamilies() {
    for (family, record) in families.begun {
      let line = record.firstSample ?? 0
      if record.help == nil {
        add(.noHelp, "\(ShownText.short(family)) has no HELP", line: line)
      }
      compareOrigin(
        of: family,
        FamilyOrigin(
          file: fileIndex, line: line, help: record.help, type: record.type ?? .untyped))
    }
  }

  /// HELP and TYPE have to be those of the files before.
  private mutating func compareOrigin(of family: String, _ own: FamilyOrigin) {
    guard let origin = families.origins[family] else {
      if remembers, !families.remember(family, own) {
        add(
          .tooMany, "the files have more than \(FamilyBook.maximumCount) families", line: own.line)
      }
      return
    }
    let shown = ShownText.short(family)
    let clash = LintFinding.Clash(subject: shown, fileIndex: origin.file, line: origin.line)
    if origin.help != own.help {
      add(
        .clashingHelp, "HELP of \(shown) is not that of \(text(of: clash))", line: own.line,
        clash: clash)
    }
    if origin.type != own.type {
      add(
        .clashingType,
        "TYPE of \(shown) is \(own.type.word) here and \(origin.type.word) in \(text(of: clash))",
        line: own.line, clash: clash)
    }
  }

  private mutating func compareLabels(
    of sample: ExpositionSample, _ family: String, _ type: ExpositionType
  ) {
    let names = sample.labels.map(\.name).filter { $0 != type.ownLabel }.sorted()
    let text = names.isEmpty ? "no labels" : names.joined(separator: ",")
    let digest = ByteDigest(Array(text.utf8))
    guard let first = families[family]?.labels else {
      families[family]?.labels = digest
      families[family]?.shownLabels = ShownText.short(text)
      return
    }
    if first != digest {
      let shown = families[family]?.shownLabels ?? ""
      add(
        .labelSet,
        "\(ShownText.short(sample.name)) has \(ShownText.short(text)), its family's first sample \(shown)"
      )
    }
  }

  private mutating func compare(_ text: SeriesText) {
    let digest = ByteDigest(text.key)
    if let place = series.place(of: digest) {
      let clash = LintFinding.Clash(
        subject: text.shown, fileIndex: Int(place.file), line: Int(place.line))
      add(
        .duplicateSeries, "\(text.shown) is there already in \(self.text(of: clash))", clash: clash)
    } else if remembers, !series.remember(digest, file: fileIndex, line: lines.number) {
      add(.tooMany, "the files have more than \(SeriesBook.maximumCount) series")
    }
  }

  private func text(of place: LintFinding.Clash) -> String {
    let file = place.fileIndex == fileIndex ? "line " : fileNames[place.fileIndex] + ":"
    return file + String(place.line)
  }
}
