/// One end of a flow.
package enum FlowSide: Sendable, Equatable {
  case source
  case destination
}
