/// The file of the mixin that says what `_config` means in queries and sentences: `Parameter` in jsonnet.
enum MixinText {
  static let text = """
    // What _config decides in queries and sentences.
    function(config)
      local label = config.clusterLabel;
      local interval = config.interval;
      local range = std.max(300, 3 * interval);
      local units = [['d', 86400], ['h', 3600], ['m', 60], ['s', 1]];
      local duration(seconds, rest=units) =
        if rest == [] then ''
        else
          local unit = rest[0];
          local count = std.floor(seconds / unit[1]);
          (if count > 0 then '%d%s' % [count, unit[0]] else '') + duration(seconds - count * unit[1], rest[1:]);
      local number(value) = if std.floor(value) == value then '%d' % value else '%g' % value;
      local answerers = if config.httpAnswerers == null then [] else config.httpAnswerers;
      local marked = std.strReplace(std.strReplace(config.runbookURL, '{alert}', ' '), '{anchor}', '\\t');
      local pieces = [std.split(piece, '\\t') for piece in std.split(marked, ' ')];
      local runbook(alert, anchor) = std.join(alert, [std.join(anchor, piece) for piece in pieces]);
      {
        cluster: label,
        clusterBy: if label == '' then '' else label + ', ',
        clusterMatcher: if label == '' then '' else label + '=~"$cluster", ',
        clusterPrefix: if label == '' then '' else label + '_',
        clusterLevel: if label == '' then 'all' else label,
        range: duration(range),
        rangeSeconds: '%d' % range,
        hour: duration(std.max(3600, 3 * interval)),
        longRange: duration(std.max(range, 6 * interval)),
        oneInterval: duration(interval),
        twoIntervals: duration(2 * interval),
        threeIntervals: duration(3 * interval),
        twelveIntervals: duration(12 * interval),
        answererBy: std.join(', ', (if label == '' then [] else [label]) + answerers),
        answerer: if answerers == [] then '' else ' of ' + std.join(' ', ['{{ $labels.%s }}' % name for name in answerers]),
        runbookOfField: runbook('${__data.fields.alert}', '${__data.fields.alert}'),
    \(thresholds)
      } + {
        ['runbook' + alert]: runbook(alert, std.asciiLower(alert))
        for alert in [
    \(alerts)
        ]
      }

    """

  private static let thresholds = Threshold.allCases.map { threshold in
    let key = threshold.rawValue
    let access = key.contains("-") ? "['\(key)']" : ".\(key)"
    return "    \(Parameter.threshold(threshold).name): number(config.thresholds\(access)),"
  }.joined(separator: "\n")

  private static let alerts = AlertName.allCases
    .map { "      '\($0.rawValue)'," }.joined(separator: "\n")
}
