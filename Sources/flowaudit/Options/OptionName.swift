import FlowTally

/// An option, as the parser switches over it.
///
/// Its names and texts stand in `OptionTable`.
enum OptionName: Sendable, Hashable {
  case filter(FilterFlag)
  case not, since, until, first, last, printFilter
  case invert, count
  case by, bucket, top, sort
  case output, noColor
  case textfile, state, window, resetState, lockTimeout, constLabel, hubbleMetrics, maxSeries,
    noZeroFirst, zeroFor
  case retireAfter, allowEmpty, follow, interval, fromStart, timeout, nodeExporter
  case failOn, strict, deduplicate
  case maxGroups, maxLine, threads
  case quiet, progress, help, version
}
