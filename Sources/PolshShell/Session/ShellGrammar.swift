internal import QueryLanguage
internal import QuerySyntax

/// The language with the shell's commands, as sessions read it.
enum ShellGrammar {
  static let shared = Grammar(
    verbs: VerbRegistry.all.map(\.grammar), commands: CommandRegistry.all.map(\.grammar),
    functions: FunctionRegistry.all.map(\.spelling))
}
