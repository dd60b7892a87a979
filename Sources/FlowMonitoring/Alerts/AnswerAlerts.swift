import FlowAnswer

/// Answers of DNS and HTTP that are failures: asked for by `--hubble-metrics`.
extension Alert {
  // A name that does not exist is no failure: ndots:5 makes such answers part of every healthy cluster.
  static let dnsFailures = Self(
    .dns,
    levels(
      """
      60 * sum by (\(.cluster)) (
        rate(\(agents: .dnsResponses){rcode!~"No Error|Non-Existent Domain"}[\(.range)])
      )
      """, .dns, .dnsCritical),
    summary: "DNS queries fail.",
    description: "{{ $value | printf \"%.1f\" }} DNS answers a minute are failures.")

  static let httpErrors = Self(
    .http, .warning, for: .twoIntervals,
    """
    \(errorShare) > \(threshold: .httpErrors)
    and 60 * \(failedAnswers) > \(threshold: .httpErrorsCount)
    """,
    summary: "HTTP requests are answered with errors of the server.",
    description:
      "{{ $value | printf \"%.1f\" }} % of the answers\(.answerer) have a status of 500 or more.")

  /// Percent of the answers that are errors, by who answers.
  static let errorShare: Text = """
    100 * \(failedAnswers)
      / sum by (\(.answererBy)) (rate(\(agents: .httpV2Requests)[\(.range)]))
    """

  private static let failedAnswers: Text =
    "sum by (\(.answererBy)) (rate(\(agents: .httpV2Requests){status=~\"5..\"}[\(.range)]))"
}
