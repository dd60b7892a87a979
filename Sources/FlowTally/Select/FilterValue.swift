/// A value of a FlowFilter's field.
enum FilterValue: Sendable, Equatable {
  case text(String)
  /// A value of an enumeration, by its number.
  case name(Int64)
  case truth(Bool)
  case number(UInt64)
  case workload(kind: String, name: String)
  case header(key: String, value: String)
  case interface(index: UInt64, name: String)
  /// Type 0 is any; without a subtype, any.
  case eventType(type: Int64, subType: Int64?)
  case tcpFlags(TCPFlags)
}
