/// Part of the third kernel in plain Swift: which scalars need no look.
enum LiteralTwin {
  private static let literals = ["true", "false", "null", "0"].map { Array($0.utf8) }

  /// Whether a literal, or a lone zero, stands here, whole; LF stands in front of the skeleton and behind it.
  static func isLiteral(_ start: UnsafePointer<UInt8>) -> Bool {
    literals.contains { literal in
      // No byte is read behind the first that differs.
      unsafe literal.indices.allSatisfy { unsafe start[$0] == literal[$0] }
        && ScalarRuns.endsScalar(start[literal.count]) && ScalarRuns.endsScalar(start[-1])
    }
  }
}
