/// A whole run: plan, read, report.
func run(_ options: Options) -> ExitStatus {
  .done
}
