/// The stated rule of row order over a store.
struct RowComparison {
  private let order: RowOrder
  private let field: Int?
  private let bucket: Int?
  private let store: GroupStore

  init(order: RowOrder, grouping: Grouping, store: GroupStore) {
    self.order = order
    self.store = store
    bucket = grouping.fields.firstIndex(of: .bucket)
    if case .field(let name) = order {
      field = grouping.fields.firstIndex(of: name)
    } else {
      field = nil
    }
  }

  /// Whether one row, given by its number, comes before another.
  func isOrdered(_ left: Int32, before right: Int32) -> Bool {
    let (left, right) = (Int(left), Int(right))
    switch order {
    case .count:
      break
    case .field:
      if let decided = compare(field, left, right) {
        return decided
      }
    case .first:
      if store.firsts[left] != store.firsts[right] {
        return store.firsts[left].sortsFirst(store.firsts[right], ascending: true)
      }
    case .last:
      if store.lasts[left] != store.lasts[right] {
        return store.lasts[left].sortsFirst(store.lasts[right], ascending: false)
      }
    }
    if let decided = compare(bucket, left, right) {
      return decided
    }
    if store.counts[left] != store.counts[right] {
      return store.counts[left] > store.counts[right]
    }
    return KeyText.isOrdered(
      store.keyBytes.span, store.place(of: left), before: store.place(of: right))
  }

  /// The order by a value of that number; nil where there is none, or both are equal.
  private func compare(_ value: Int?, _ left: Int, _ right: Int) -> Bool? {
    guard let value else {
      return nil
    }
    return KeyText.isOrdered(
      store.keyBytes.span, value: value, of: store.place(of: left), before: store.place(of: right))
  }
}
