import FlowMetrics

extension LintRow {
  /// What everybody serves, and Prometheus misreads.
  static let misread: [LintRow] = [
    LintRow("no TYPE", "# HELP m_x A thing.\nm_x 1\n", one(2, "m_x has no TYPE", .noType)),
    LintRow("no HELP", "# TYPE m_x gauge\nm_x 1\n", one(2, "m_x has no HELP", .noHelp)),
    LintRow(
      "HELP without a text", "# HELP m_x \n# TYPE m_x gauge\nm_x 1\n",
      one(3, "m_x has no HELP", .noHelp)),
    LintRow(
      "HELP behind the samples", "# TYPE m_x gauge\nm_x 1\n# HELP m_x A thing.\n",
      one(3, "HELP of m_x behind its samples", .helpLate)),
    LintRow(
      "a family in two blocks",
      lintHead + "m_x{a=\"1\"} 1\n# HELP n_x A thing.\n# TYPE n_x gauge\nn_x 1\nm_x{a=\"2\"} 1\n",
      one(7, "m_x goes on behind another family", .familySplit)),
    LintRow(
      "a label of targets", lintHead + "m_x{namespace=\"1\"} 1\n",
      one(3, "label namespace", .targetLabel)),
    LintRow(
      "other labels", lintHead + "m_x{a=\"1\"} 1\nm_x{b=\"1\"} 1\n",
      one(4, "m_x has b, its family's first sample a", .labelSet)),
    LintRow("an empty file", "", one(nil, "there is nothing in it", .nothing)),
    LintRow(
      "a file of comments", "# a\n\n#EOF\n", one(nil, "there is nothing in it", .nothing)),
    LintRow(
      "an empty value", lintHead + "m_x{a=\"\"} 1\n", one(3, "label a has no value", .emptyLabel)),
  ]
}
