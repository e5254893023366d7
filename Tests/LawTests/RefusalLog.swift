import Diagnostics

/// Prints verbs that the language refused, to see that random questions are not mostly nonsense.
enum RefusalLog {
  private static let isOn = PropertyRun.setting("POLSH_REFUSALS") != nil

  static func note(_ error: Diagnostic, _ text: String) {
    if isOn { print("refused \(error.code ?? "?") \(error.message.en) — \(text)") }
  }
}
