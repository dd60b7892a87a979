/// The completion script of a shell, generated from the tables of commands and options.
struct CompletionScript {
  private let catalog: Catalog

  init(_ catalog: Catalog) {
    self.catalog = catalog
  }

  func text(for shell: Shell) -> String {
    switch shell {
    case .bash: BashCompletion(catalog: catalog).text
    case .zsh: ZshCompletion(catalog: catalog).text
    case .fish: FishCompletion(catalog: catalog).text
    }
  }
}
