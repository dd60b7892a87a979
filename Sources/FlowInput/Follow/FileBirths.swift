/// Holds the files that were made as a log against those that were found: one that was made and never found was rotated and removed
/// between two looks.
///
/// Files go the oldest first, so the one that was being read may still be open, and be read to its end, while its successors are gone: no
/// name and no record tells of them.
struct FileBirths: Sendable {
  /// Births whose file was found, or which are those of before the first look; nil before that.
  private var foundCount: Int?
  private var lostCount = 0
  private var overflowCount = 0

  /// How many files were made before a look, and are not among the new ones that it found.
  ///
  /// Where the kernel did not tell all, one where the file that was the newest is gone: what came next may be gone, too.
  func lost(of births: ChangeWatch.Births, newCount: Int, isNewestDeleted: Bool) -> Int {
    guard let foundCount else {
      return 0
    }
    guard births.overflowCount == overflowCount else {
      return isNewestDeleted ? 1 : 0
    }
    return max(0, births.count - foundCount - lostCount - newCount)
  }

  /// Keeps what a look found; `births` are those of after it, a few of which it may have found already.
  mutating func take(newCount: Int, lostCount lost: Int, births: ChangeWatch.Births) {
    guard let foundCount, births.overflowCount == overflowCount else {
      (foundCount, lostCount, overflowCount) = (births.count, 0, births.overflowCount)
      return
    }
    lostCount += lost
    // A copy is found and was not made as the log.
    self.foundCount = min(foundCount + newCount, births.count - lostCount)
  }
}
