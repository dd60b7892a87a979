/// Packets that were dropped, or would have been.
extension Alert {
  private static let pair: Text =
    "from {{ $labels.source_namespace }} to {{ $labels.destination_namespace }}"

  static let dropsHigh = Self(
    .drops, levels("60 * \(Recording.drops)", .drops, .dropsCritical),
    summary: "Packets between two namespaces are dropped.",
    description: "{{ $value | printf \"%.1f\" }} packets a minute are dropped \(pair).")

  // Over the hour before and over yesterday: what happens each day at this hour is no rise, nor is what began hours ago.
  static let dropsRising = Self(
    .drops, .warning, for: .twoIntervals,
    """
    (
      \(Recording.dropsInHour)
        > \(threshold: .risingOverDay) * ((\(Recording.dropsInHour) offset 1d) or 0 * \(Recording.dropsInHour))
    )
    and
    (
      \(Recording.dropsInHour)
        > \(threshold: .risingOverHour) * ((\(Recording.dropsInHour) offset \(.hour)) or 0 * \(Recording.dropsInHour))
    )
    and \(Recording.dropsInHour) > \(threshold: .rising)
    """,
    summary: "Drops between two namespaces have risen suddenly.",
    description:
      "{{ $value | printf \"%.0f\" }} packets were dropped within \(.hour) \(pair): more than \(threshold: .risingOverDay) times as many as yesterday at this time, and more than \(threshold: .risingOverHour) times as many as \(.hour) ago."
  )

  static let newDeniedPair = Self(
    .drops, .info, for: .oneInterval,
    """
    \(Recording.dropsInHour) > \(threshold: .newPair)
    unless on (\(.clusterBy)source_namespace, destination_namespace)
    \(Recording.drops) offset \(.hour)
    """,
    summary: "Two namespaces between which nothing was dropped before have drops.",
    description:
      "{{ $value | printf \"%.0f\" }} packets were dropped \(pair); \(.hour) ago there was no such series."
  )

  static let policyDenies = Self(
    .drops, levels("60 * \(Recording.denies)", .policyDenies, .policyDeniesCritical),
    summary: "A policy denies traffic.",
    description:
      "{{ $labels.policy_kind }} {{ $labels.policy }} denies {{ $value | printf \"%.1f\" }} packets a minute."
  )

  static let dropsNoPolicy = Self(
    .drops, .warning, for: .twoIntervals,
    "60 * \(Recording.dropsByReason){\(Recording.isNoPolicy)} > \(threshold: .otherDrops)",
    summary: "Packets are dropped, and not by a policy.",
    description:
      "{{ $value | printf \"%.1f\" }} packets a minute are dropped \(pair): {{ $labels.reason }}.")

  static let audit = Self(
    .drops, .info, for: .twoIntervals,
    "60 * sum by (\(.clusterBy)policy, policy_kind) (\(Recording.audit)) > \(threshold: .audit)",
    summary: "Policies are in audit mode: what they deny is let through.",
    description:
      "{{ $value | printf \"%.1f\" }} packets a minute pass that {{ $labels.policy_kind }} {{ $labels.policy }} would deny; no count of drops has them."
  )
}
