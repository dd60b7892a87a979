internal import CISAL

/// ISA-L's decoder of one gzip member after the other.
///
/// Owns the C decoder. Sendable, as the pointer has this one owner.
@safe struct ISALDecoder: ~Copyable, @unchecked Sendable {
  // A decoder from isal_decoder_create, destroyed in deinit, never handed out.
  private let decoder: OpaquePointer

  /// Nil where the library or memory is missing.
  init?() {
    guard let decoder = unsafe isal_decoder_create() else {
      return nil
    }
    unsafe self.decoder = decoder
  }

  deinit {
    // Nobody else has it.
    unsafe isal_decoder_destroy(decoder)
  }

  /// Begins the next member.
  func reset() {
    // The decoder lives as long as this owner.
    unsafe isal_decoder_begin(decoder)
  }

  /// Decodes as far as the bytes or the space go.
  func inflate(
    _ bytes: UnsafeRawBufferPointer, into space: UnsafeMutableRawBufferPointer
  ) -> InflaterStep {
    // Reads at most `bytes.count` and writes at most `space.count` bytes, and keeps neither pointer.
    let step = unsafe isal_decoder_decode(
      decoder, bytes.baseAddress, bytes.count, space.baseAddress, space.count)
    let outcome: InflaterStep.Outcome
    switch step.outcome {
    case isal_decoder_running: outcome = .running
    case isal_decoder_member_end: outcome = .memberEnd
    default: outcome = .doubtful
    }
    return InflaterStep(outcome: outcome, consumed: step.consumed, produced: step.produced)
  }
}
