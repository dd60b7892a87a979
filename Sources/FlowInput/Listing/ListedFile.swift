/// A file that is to be read, and the directory or archive in which it was found.
struct ListedFile: Sendable {
  let file: InputFile
  let collection: InputCollection?

  init(_ file: InputFile, of collection: InputCollection? = nil) {
    self.file = file
    self.collection = collection
  }

  /// Its name without folders, as rotations are told by it; nil of what has none.
  var logName: ArraySlice<UInt8>? {
    baseName?.withoutForeignSuffix
  }

  /// Its name without folders; nil of what has none.
  var baseName: ArraySlice<UInt8>? {
    switch file {
    case .path(let path): path.baseName
    case .member(let member): member.path.baseName
    case .standardInput, .stripe, .held, .producer: nil
    }
  }
}
