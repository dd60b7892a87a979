/// The dashboard as a tree, in Grafana's model.
enum DashboardTemplate {
  /// It never changes, so that links and bookmarks hold.
  static let uid = "flowaudit-drops"

  static let dashboard: Template = [
    "uid": "flowaudit-drops",
    "title": "flowaudit / Drops",
    "tags": ["flowaudit", "cilium", "hubble"],
    "editable": true,
    "graphTooltip": 1,
    "schemaVersion": 39,
    "refresh": "1m",
    "timezone": "browser",
    "time": ["from": "now-6h", "to": "now"],
    "links": [links],
    "annotations": ["list": [syncs]],
    "templating": ["list": DashboardVariables.list],
    "panels": .list(DashboardGrid.panels),
  ]

  /// Where every query goes.
  static let datasource: Template = ["type": "prometheus", "uid": "${datasource}"]

  private static let links: Template = [
    "title": "flowaudit", "type": "dashboards", "icon": "external link", "tooltip": "",
    "url": "", "tags": ["flowaudit"], "asDropdown": true, "targetBlank": false,
    "includeVars": true, "keepTime": true,
  ]

  // Where Argo CD is not there, there is nothing to show.
  private static let syncs: Template = [
    "name": "Argo CD syncs", "datasource": datasource, "enable": true, "hide": false,
    "iconColor": "blue",
    "expr": "sum by (name) (changes(\(foreign: .argoSyncs){phase=\"Succeeded\"}[5m])) > 0",
  ]
}
