internal import Diagnostics
internal import PolshSystem
internal import QueryLanguage
internal import QuerySyntax

/// Names that commands take: files, scripts, words to ask help about.
extension CandidateMaker {
  mutating func addFiles(_ foldersOnly: Bool) {
    // Not in quotes yet: they come with the name.
    if quote == nil && !word.isEmpty { return }
    for file in FileNames.matching(quote == nil ? "" : word, foldersOnly: foldersOnly) {
      if let quote {
        if file.text.contains(quote.closing) { continue }
        add(file.text, trailing: file.isFolder ? "" : quote.closing, label: file.label)
      } else if let quoted = QuotedText.of(file.text, language) {
        // A folder's name is to be continued.
        add(file.isFolder ? String(quoted.dropLast()) : quoted, trailing: "", label: file.label)
      }
    }
  }

  mutating func addScripts() {
    for script in ScriptPlaces.all(package: session.packageDirectory) where match.fits(script.name) {
      add(script.name, note: ScriptPlaces.purpose(script.path))
    }
  }

  mutating func addArguments(of script: String) {
    guard let path = ScriptPlaces.find(script, package: session.packageDirectory),
      let bytes = try? FileBlocks.readFile(path, limit: 1 << 20), let text = String(validating: bytes, as: UTF8.self)
    else { return }
    for name in ScriptHead.parameters(of: text) where match.fits(name) { add(name + "=", trailing: "") }
  }

  mutating func addHelpTopics() {
    for name in session.environment.definitions.keys.sorted() where match.fits(name) { add(name) }
    addVerbs()
    for command in CommandRegistry.all {
      if let name = match.pick(command.grammar.spelling) { add(name, note: command.summary[language]) }
    }
    for function in FunctionRegistry.all {
      if let name = match.pick(function.spelling) { add(name, note: function.summary[language]) }
    }
  }
}
