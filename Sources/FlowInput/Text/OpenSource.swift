/// A file whose first bytes are not known yet.
struct UnknownSource: ~Copyable, Sendable {
  var file: FileSource
  let decoding: DecodingOptions

  /// What reads that form; everything but gzip is read as it is.
  consuming func source(of form: CompressedForm?) -> OpenSource {
    let options = decoding
    return form == .gzip ? .gzip(GzipSource(file, options)) : .plain(file)
  }
}

/// A file's text, whatever form its first bytes say it has.
enum OpenSource: ~Copyable, Sendable {
  case unknown(UnknownSource)
  case plain(FileSource)
  case gzip(GzipSource)

  init(_ file: InputFile, _ options: DecodingOptions) throws(OpeningFailure) {
    switch file {
    // Only plain files are cut into stripes, and only of plain ones a part is read.
    case .stripe:
      self = .plain(try FileSource(file))
    case .held(let stretch) where stretch.isPlain:
      self = .plain(try FileSource(file))
    case .standardInput, .path, .held, .producer:
      self = .unknown(UnknownSource(file: try FileSource(file), decoding: options))
    }
  }
}

extension OpenSource: ByteSource {
  var bytesRead: Int64 {
    switch self {
    case .unknown(let source): source.file.bytesRead
    case .plain(let file): file.bytesRead
    case .gzip(let gzip): gzip.bytesRead
    }
  }

  mutating func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    // The caller's space is passed on in every case.
    switch consume self {
    case .unknown(var source):
      if let result = source.file.readHead() {
        self = .unknown(source)
        return result
      }
      let form = CompressedForm(head: source.file.head)
      self = source.source(of: form)
      if let form, form != .gzip {
        return .problem(.unsupportedCompression(form))
      }
      return unsafe read(into: space)
    case .plain(var file):
      let result = unsafe file.read(into: space)
      self = .plain(file)
      return result
    case .gzip(var gzip):
      let result = unsafe gzip.read(into: space)
      self = .gzip(gzip)
      return result
    }
  }
}
