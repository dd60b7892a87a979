/// The panels of the table, put into Grafana's grid of 24 columns.
enum DashboardGrid {
  private static let columnCount = 24

  /// All panels with their headings, from above; numbers and places do not hang on the settings.
  static let panels: [Template.Element] = {
    var elements: [Template.Element] = []
    var (id, x, y, height) = (0, 0, 0, 0)
    func place(_ width: Int, _ panelHeight: Int) -> Template {
      id += 1
      if x + width > columnCount {
        (x, y, height) = (0, y + height, 0)
      }
      defer {
        x += width
        height = max(height, panelHeight)
      }
      return [
        "h": .number(panelHeight), "w": .number(width), "x": .number(x), "y": .number(y),
      ]
    }
    for section in PanelTable.sections {
      let conditions = [section.condition].compactMap { $0 }
      elements.append(
        Template.Element(heading(section.title, place(columnCount, 2), id), if: conditions))
      for panel in section.panels {
        let position = place(panel.width, panel.height)
        elements.append(Template.Element(panel.template(id, position), if: conditions))
      }
    }
    return elements
  }()

  /// A line of text: a row of Grafana's would say no more.
  private static func heading(_ title: String, _ position: Template, _ id: Int) -> Template {
    [
      "id": .number(id), "type": "text", "title": "", "description": "", "transparent": true,
      "gridPos": position,
      "options": ["mode": "markdown", "content": .text(Text(stringLiteral: "## \(title)"))],
    ]
  }
}
