internal import CLinux
internal import Glibc

/// A plain file's text where the system keeps it.
///
/// Others may write to the file meanwhile: then what is lent changes, and where it is cut, zeros are read. So the borrower's reads have to
/// hold for any bytes, and behind each loan `isIntact` says whether what was read is what stands there: a file that was not written to for
/// a while has another time of modification as soon as it is, however coarse the system's clock. A window of the file is mapped at a time,
/// which is moved on. For one thread.
@safe struct MappedFile: ~Copyable, @unchecked Sendable {
  // Unchecked because of the pointers: nobody else has what they point to.
  /// Bytes that stand before and behind what is lent.
  private static let frontByteCount: Int64 = 64
  private static let behindByteCount: Int64 = 256
  /// Bytes of the largest pages that the system keeps a file in: such a page is mapped at once.
  private static let largePageByteCount: Int64 = 2 << 20
  private static let windowByteCount = 4 * largePageByteCount
  private static let pageByteCount = Int64(sysconf(Int32(_SC_PAGESIZE)))
  /// A window, and a page behind it.
  private static let spaceByteCount = Int(windowByteCount + pageByteCount)
  /// Nanoseconds for which a file is not to have been written to; more than any clock is coarse.
  private static let restingTime: Int64 = 2_000_000_000

  private let descriptor: Int32
  /// As it was when it was opened.
  private let times: LinuxFileTimes
  /// The addresses of the window, and what of the file lies there.
  private let space: UnsafeMutableRawPointer
  private var window: Range<Int64> = 0..<0
  /// The file's name, with its NUL.
  private let name: UnsafeMutablePointer<CChar>

  /// Nil where the file was written to just now, or others may write to it past this system, or there is no room.
  ///
  /// The descriptor stays open for as long as this is used.
  init?(_ descriptor: Int32, of origin: InputOrigin) {
    var times = LinuxFileTimes()
    // Writes into `times` only.
    guard linux_is_local(descriptor) != 0, unsafe linux_see_file(descriptor, &times) == 0,
      Self.now - times.modified > Self.restingTime,
      let space = unsafe linux_reserve_addresses(
        Self.spaceByteCount, Int(Self.largePageByteCount))
    else {
      return nil
    }
    guard let name = unsafe strdup(origin.name) else {
      unsafe linux_leave_addresses(space, Self.spaceByteCount)
      return nil
    }
    self.descriptor = descriptor
    self.times = times
    unsafe self.space = unsafe space
    unsafe self.name = unsafe name
  }

  deinit {
    // What init has got; nothing of it is lent any more.
    linux_take_back_text()
    unsafe linux_leave_addresses(space, Self.spaceByteCount)
    unsafe free(name)
  }

  /// The time of the clock that files are stamped with.
  private static var now: Int64 {
    var time = timespec()
    // Writes into `time` only.
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Bytes of the file when it was opened.
  var byteCount: Int64 {
    times.byte_count
  }

  /// Whether the text that was lent last is still what it was.
  var isIntact: Bool {
    linux_is_text_intact() != 0
  }

  /// Whether the file is another than it was when it was opened.
  var wasWritten: Bool {
    linux_was_text_written() != 0
  }

  /// Lends at most so many bytes from a place of the file on, with 64 in front and 256 behind that can be read; nil where that cannot be.
  ///
  /// Valid until the next call. `end` is a place behind which nothing will be asked for.
  mutating func lend(_ offset: Int64, atMost count: Int, end: Int64) -> UnsafeRawBufferPointer? {
    let last = min(offset + Int64(count), byteCount, end)
    guard offset >= Self.frontByteCount, offset < last,
      reach(offset, last, end: end)
    else {
      return nil
    }
    let behind = min(last, window.upperBound - Self.behindByteCount)
    guard offset < behind else {
      return nil
    }
    // Within the window, which is mapped; so is what stands around these bytes.
    unsafe linux_lend_text(space, window.count, descriptor, times, name)
    return unsafe UnsafeRawBufferPointer(
      start: space + Int(offset - window.lowerBound), count: Int(behind - offset))
  }

  /// Moves the window to where it has the bytes between the two places, and those around them as far as the file goes.
  private mutating func reach(_ offset: Int64, _ last: Int64, end: Int64) -> Bool {
    let first = offset - Self.frontByteCount
    let fileEnd = Self.pageEnd(byteCount)
    guard
      first < window.lowerBound
        || min(last + Self.behindByteCount, fileEnd) > window.upperBound
    else {
      return true
    }
    // Large pages of the file fall on large pages of the memory.
    let start = first / Self.largePageByteCount * Self.largePageByteCount
    let behind = min(
      start + Self.windowByteCount, fileEnd, Self.pageEnd(end + Self.behindByteCount))
    window = start..<behind
    // The addresses are those that were reserved.
    guard unsafe linux_map_text(space, window.count, descriptor, start) == 0 else {
      window = 0..<0
      return false
    }
    return true
  }

  private static func pageEnd(_ offset: Int64) -> Int64 {
    (offset + pageByteCount - 1) / pageByteCount * pageByteCount
  }
}
