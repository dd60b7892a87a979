/// The rules file as a tree.
enum RulesTemplate {
  /// The groups of recording rules.
  static let recordings = Template.all([
    group(
      "flowaudit.rules",
      Recording.allCases.map { recording in
        Template.Element(["record": .text(recording.name), "expr": .text(recording.expression)])
      })
  ])

  /// The groups of alerts.
  static let alerts = Template.list(
    AlertGroup.allCases.map { group in
      let names = AlertName.allCases.filter { $0.row.group == group }
      return Template.Element(
        Self.group(group.rawValue, names.flatMap(rules)), if: [group.condition].compactMap { $0 })
    })

  private static func group(_ name: String, _ rules: [Template.Element]) -> Template {
    .object([
      Template.Member("name", .text(Text(stringLiteral: name))),
      Template.Member("rules", .list(rules)),
    ])
  }

  private static func rules(_ name: AlertName) -> [Template.Element] {
    let row = name.row
    return row.levels.map { level in
      Template.Element(
        .object(
          [
            Template.Member("alert", .text(Text(stringLiteral: name.rawValue))),
            Template.Member("expr", .text(level.expression)),
          ] + (level.wait.map { [Template.Member("for", "\($0)")] } ?? []) + [
            Template.Member(
              "labels",
              .labels([
                Template.Member("severity", .text(Text(stringLiteral: level.severity.rawValue)))
              ])),
            Template.Member(
              "annotations",
              [
                "summary": .text(row.summary), "description": .text(row.description),
                "runbook_url": "\(.runbook(name))",
              ]),
          ]), if: [row.condition].compactMap { $0 } + [.keeps(name)])
    }
  }
}
