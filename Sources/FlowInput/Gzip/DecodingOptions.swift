/// How gzip data is decoded.
struct DecodingOptions: Sendable, Hashable {
  /// Nil for the best that there is.
  var inflater: Inflater?
  /// Whether a thread decodes while the text before is read.
  var decodesAhead = false
  /// Bytes of text decoded at a time.
  var textByteCount = 1 << 18
}
