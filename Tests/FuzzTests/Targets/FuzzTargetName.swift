/// The targets, by the names that scripts/fuzz and the folders of Fixtures/fuzz have.
enum FuzzTargetName: String, CaseIterable {
  case lines
  case envelopes
  case documents
  case prefixes
  case gzip
  case archive
  case state
  case exposition
  case filters
  case metrics
  case options
  case configuration

  /// A new target; a thorough one tries more ways of reading an input, each time.
  func target(isThorough: Bool = false) -> any FuzzTarget {
    switch self {
    case .lines: LinesTarget(isThorough: isThorough)
    case .envelopes: EnvelopesTarget()
    case .documents: DocumentsTarget()
    case .prefixes: PrefixesTarget()
    case .gzip: GzipTarget()
    case .archive: ArchiveTarget()
    case .state: StateTarget()
    case .exposition: ExpositionTarget()
    case .filters: FiltersTarget()
    case .metrics: MetricsTarget()
    case .options: OptionsTarget()
    case .configuration: ConfigurationTarget()
    }
  }

  /// Longer inputs are not made: they would find no more and cost the time of many short ones.
  var maximumByteCount: Int {
    switch self {
    case .metrics: 200
    case .options, .configuration: 300
    case .prefixes, .filters: 512
    case .documents: 1024
    case .lines, .envelopes, .gzip, .exposition: 2048
    case .archive, .state: 4096
    }
  }
}
