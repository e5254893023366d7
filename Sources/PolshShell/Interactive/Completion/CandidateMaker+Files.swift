internal import Diagnostics
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

  /// The known recipes by their names, and behind them what could be a path of one.
  mutating func addRecipes() {
    for recipe in RecipePlaces.all(package: session.packageDirectory) {
      if let quote {
        if match.fits(recipe.name), !recipe.name.contains(quote.closing) { add(recipe.name, trailing: quote.closing) }
      } else if let quoted = QuotedText.of(recipe.name, language), word.isEmpty {
        add(quoted)
      }
    }
    addFiles(false)
  }

  mutating func addScripts() {
    for script in ScriptPlaces.all(package: session.packageDirectory) where match.fits(script.name) {
      add(script.name, note: ScriptHead(path: script.path).purpose[language])
    }
  }

  mutating func addArguments(of script: String) {
    guard let path = ScriptPlaces.find(script, package: session.packageDirectory) else { return }
    for parameter in ScriptHead(path: path).parameters where match.fits(parameter.name) {
      add(parameter.name + "=", trailing: "", note: parameter.purpose[language])
    }
  }

  mutating func addHelpTopics() {
    for name in session.environment.definitions.keys.sorted() where match.fits(name) { add(name) }
    // The words of both languages are known; those of the person's own come when nothing is typed yet.
    for topic in Topic.all where match.fits(topic.name[language]) {
      add(topic.name[language], note: topic.summary[language])
    }
    addVerbs()
    for command in CommandRegistry.all {
      if let name = match.pick(command.grammar.spelling) { add(name, note: command.summary[language]) }
    }
    for function in FunctionRegistry.all {
      if let name = match.pick(function.spelling) { add(name, note: function.summary[language]) }
    }
    if word.isEmpty { return }
    for code in CodePage.all where match.fits(code.code) { add(code.code, note: code.title[language]) }
    for word in WordPage.all {
      for name in word.words where match.fits(name) { add(name, note: word.summary[language]) }
    }
  }
}
