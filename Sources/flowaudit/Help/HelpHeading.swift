/// The headings of help texts: the one screen of `-h` and the whole of `--help` have the same.
enum HelpHeading: String, CaseIterable {
  case examples = "Examples"
  case usage = "Usage"
  case description = "Description"
  case commands = "Commands"
  case options = "Options"
  case fields = "Fields"
  case input = "Input"
  case exitStatus = "Exit status"
  case more = "More"
}
