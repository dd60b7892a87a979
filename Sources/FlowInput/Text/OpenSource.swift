/// A file whose first bytes are not known yet.
struct UnknownSource: ~Copyable, Sendable {
  var file: FileSource
  let decoding: DecodingOptions

  /// What reads that form.
  consuming func source(of form: CompressedForm?) -> OpenSource {
    let options = decoding
    guard let form else {
      return .plain(file)
    }
    switch form {
    case .gzip: return .gzip(GzipSource(file, options))
    case .zstd, .xz, .bzip2: return Self.unpacked(form, file)
    }
  }

  /// The library waits for its bytes: those of a pipe may be long in coming.
  private static func unpacked(
    _ form: CompressedForm, _ file: consuming FileSource
  ) -> OpenSource {
    guard file.isPrompt else {
      return .refused(.unsupportedCompression(form))
    }
    guard let source = UnpackedSource(form, file) else {
      return .refused(
        .archive(.missingLibrary(.compression(form), isBuiltIn: ArchiveReader.isBuiltIn)))
    }
    return .unpacked(source)
  }
}

/// A file's bytes, unpacked, whatever form its first bytes say they have.
enum OpenSource: ~Copyable, Sendable {
  case unknown(UnknownSource)
  case plain(FileSource)
  case gzip(GzipSource)
  /// zstd, xz or bzip2.
  case unpacked(UnpackedSource)
  /// What cannot be read here.
  case refused(InputProblem.Cause)

  init(_ file: InputFile, _ options: DecodingOptions) throws(OpeningFailure) {
    switch file {
    // Only plain files are cut into stripes, and only of plain ones a part is read.
    case .stripe:
      self = .plain(try FileSource(file))
    case .held(let stretch) where stretch.isPlain:
      self = .plain(try FileSource(file))
    case .standardInput, .path, .member, .held, .producer:
      self = .unknown(UnknownSource(file: try FileSource(file), decoding: options))
    }
  }
}

extension OpenSource {
  /// What of it might be mapped; nil of what is unpacked.
  var place: PlainPlace? {
    switch self {
    case .plain(let file): file.place
    case .unknown: nil
    case .gzip: nil
    case .unpacked: nil
    case .refused: nil
    }
  }

  /// Goes to where so many bytes of a plain file have been read.
  mutating func goOn(from byteCount: Int64) {
    switch consume self {
    case .plain(var file):
      file.goOn(from: byteCount)
      self = .plain(file)
    case let other:
      self = other
    }
  }
}

extension OpenSource: ByteSource {
  var bytesRead: Int64 {
    switch self {
    case .unknown(let source): source.file.bytesRead
    case .plain(let file): file.bytesRead
    case .gzip(let gzip): gzip.bytesRead
    case .unpacked(let source): source.bytesRead
    case .refused: 0
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
      return unsafe read(into: space)
    case .plain(var file):
      let result = unsafe file.read(into: space)
      self = .plain(file)
      return result
    case .gzip(var gzip):
      let result = unsafe gzip.read(into: space)
      self = .gzip(gzip)
      return result
    case .unpacked(var unpacked):
      let result = unsafe unpacked.read(into: space)
      self = .unpacked(unpacked)
      return result
    case .refused(let cause):
      self = .refused(cause)
      return .problem(cause)
    }
  }
}
