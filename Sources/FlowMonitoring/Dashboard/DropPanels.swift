extension PanelTable {
  /// Who drops what, why and by which policy.
  static let drops: [Panel] = [
    .lines(
      "Drops a minute by namespaces", "The ten pairs of namespaces with the most dropped packets.",
      Panel.Query(
        """
        topk(10, 60 * sum by (source_namespace, destination_namespace) (
          \(Recording.dropsByReason){\(pairAndReason)}
        ))
        """, "{{source_namespace}} → {{destination_namespace}}")),
    .lines(
      "Drops a minute by reason", "Cilium's reasons.",
      Panel.Query(
        "60 * sum by (reason) (\(Recording.dropsByReason){\(pairAndReason)})", "{{reason}}")),
    .lines(
      "Denied packets a minute by policy",
      "Policies with a rule that denies; a default deny, which no rule made, is one line.",
      Panel.Query(
        """
        topk(10, 60 * sum by (policy, policy_kind) (
          \(Recording.dropsByPolicy){\(pairAndReason), \(Recording.isPolicy)}
        ))
        """, "{{policy_kind}} {{policy}}")),
    .lines(
      "Drops a minute that no policy made",
      "A service without backends, an address that nobody has any more, a table that is full.",
      Panel.Query(
        """
        topk(10, 60 * sum by (reason, destination_namespace) (
          \(Recording.dropsByReason){\(pairAndReason), \(Recording.isNoPolicy)}
        ))
        """, "{{reason}} → {{destination_namespace}}")),
    .table(
      "New pairs", "Pairs of namespaces with drops in the last hour that had no series before it.",
      """
      sort_desc(
        \(Recording.dropsInHour) > \(threshold: .newPair)
        unless on (\(.clusterBy)source_namespace, destination_namespace)
        \(Recording.drops) offset \(.hour)
      )
      """,
      columns: [
        ("source_namespace", "from"), ("destination_namespace", "to"), ("Value", "packets"),
      ]),
    .table(
      "Policies that deny most", "Denied packets over the time that is shown.",
      """
      topk(20, sum by (policy, policy_kind) (
        avg_over_time(\(Recording.dropsByPolicy){\(pairAndReason), \(Recording.isPolicy)}[$__range])
      )) * $__range_s
      """,
      columns: [("policy_kind", "kind"), ("policy", "policy"), ("Value", "packets")]),
  ]
}
