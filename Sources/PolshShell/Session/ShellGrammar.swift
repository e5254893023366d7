internal import QueryLanguage
public import QuerySyntax

/// All that a session understands: the verbs and functions of the language, and the shell's commands.
public enum ShellGrammar {
  public static let shared = Grammar(
    verbs: VerbRegistry.all.map(\.grammar), commands: CommandRegistry.all.map(\.grammar),
    functions: FunctionRegistry.all.map(\.spelling))
}
