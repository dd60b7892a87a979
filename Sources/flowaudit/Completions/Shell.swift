/// A shell that completions are generated for; the raw value is the word that is typed.
enum Shell: String, CaseIterable, Sendable {
  case bash
  case zsh
  case fish
}
