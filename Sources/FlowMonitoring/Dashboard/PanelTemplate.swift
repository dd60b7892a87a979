extension Panel {
  /// The panel in Grafana's model.
  func template(_ id: Int, _ position: Template) -> Template {
    var members: [(String, Template)] = [
      ("id", .number(id)), ("type", .text(Text(stringLiteral: kind.rawValue))),
      ("title", .text(Text(stringLiteral: title))), ("description", .text(description)),
      ("gridPos", position),
    ]
    if kind == .text {
      members.append(("options", ["mode": "markdown", "content": content]))
    } else {
      members += [
        ("datasource", DashboardTemplate.datasource),
        ("targets", .all(zip(queries, ["A", "B", "C", "D"]).map(target))),
        (
          "fieldConfig",
          ["defaults": ["unit": .text(Text(stringLiteral: unit))], "overrides": overrides]
        ),
        ("options", options),
      ]
    }
    if kind == .table {
      members.append(("transformations", [Self.organized(columns)]))
    }
    return .object(members.map { Template.Member($0.0, $0.1) })
  }

  private var content: Template {
    .lines(
      [Template.Element("| alert | what it says |"), Template.Element("| --- | --- |")] + text)
  }

  /// A query; over time its step is no shorter than the time between two runs, so that `$__rate_interval` holds some of them.
  private func target(_ query: Query, _ name: String) -> Template {
    var members: [(String, Template)] = [
      ("datasource", DashboardTemplate.datasource), ("refId", .text(Text(stringLiteral: name))),
      ("expr", .text(query.expression)), ("legendFormat", .text(Text(stringLiteral: query.legend))),
    ]
    switch kind {
    case .timeseries: members += [("range", true), ("interval", "\(.oneInterval)")]
    case .stat, .text: members.append(("instant", true))
    case .table: members += [("instant", true), ("format", "table")]
    }
    return .object(members.map { Template.Member($0.0, $0.1) })
  }

  private var options: Template {
    switch kind {
    case .stat:
      [
        "colorMode": "value", "graphMode": "none", "justifyMode": "auto", "textMode": "auto",
        "orientation": "auto",
        "reduceOptions": ["calcs": ["lastNotNull"], "fields": "", "values": false],
      ]
    case .timeseries:
      [
        "legend": [
          "displayMode": "list", "placement": "bottom", "showLegend": true, "calcs": [],
        ],
        "tooltip": ["mode": "multi", "sort": "desc"],
      ]
    case .table: ["showHeader": true, "cellHeight": "sm"]
    case .text: [:]
    }
  }

  /// Names of alerts lead to the runbook.
  private var overrides: Template {
    guard columns.contains(where: { $0.label == "alertname" }) else {
      return []
    }
    return [
      [
        "matcher": ["id": "byName", "options": "alert"],
        "properties": [
          [
            "id": "links",
            "value": [
              [
                "title": "runbook", "url": "\(.runbookOfField)", "targetBlank": true,
              ]
            ],
          ]
        ],
      ]
    ]
  }

  /// Only these columns, in this order and under these names.
  private static func organized(_ columns: [(label: String, title: String)]) -> Template {
    func object(_ value: (Int, (label: String, title: String)) -> Template) -> Template {
      .object(columns.enumerated().map { Template.Member($1.label, value($0, $1)) })
    }
    return [
      "id": "organize",
      "options": [
        "includeByName": object { _, _ in true },
        "indexByName": object { index, _ in .number(index) },
        "renameByName": object { _, column in .text(Text(stringLiteral: column.title)) },
      ],
    ]
  }
}
