internal import DataFormats
internal import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import PolshText
internal import QueryLanguage

extension Session {
  /// How many of the repairs, remarks and lines a summary names.
  private static let mostNamed = 8

  /// Loads a document by a recipe: its rows as one table, what became of its lines as another.
  func load(_ path: String, as name: String?, recipe: String, encoding: String?) throws(Diagnostic) {
    let start = Program.nanoseconds
    let recipe = try Recipe.read(recipe)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let listed = DocumentFinder(self).listing(ofFile: file)?.word
    let loaded = try DocumentReader(recipe, document: path).load(name: name, document: listed, encoding: encoding)
    environment.add(NamedTable(name: loaded.rows.entry.name, content: .source(loaded.rows)))
    environment.add(NamedTable(name: loaded.lines.entry.name, content: .source(loaded.lines)))
    say(loaded.report, loaded.rows.entry.name, lines: loaded.lines.entry.name, recipe)
    tellTime(ofLoading: loaded.report.rowCount, bytes: loaded.report.byteCount, since: start)
  }

  private func say(_ report: RecipeReport, _ name: BilingualName, lines: BilingualName, _ recipe: Recipe) {
    let title = SafeText.oneLine(recipe.name)
    say(
      Message(
        ja: "\(name.ja): \(report.rowCount) 行、\(report.columnCount) 列（\(report.encoding.rawValue)、手順「\(title)」）",
        en:
          "\(name.en): \(Counted.rows(report.rowCount)), \(Counted.columns(report.columnCount)) (\(report.encoding.rawValue), recipe \(title))"
      ))
    sayRepairs(report)
    say(others(report))
    sayLeft(report, lines)
    for remark in report.remarks.prefix(Self.mostNamed) { say(remark) }
    let more = report.remarks.count - Self.mostNamed
    if more > 0 { say(Message(ja: "ほかに \(more) 件の気づきがあります。", en: "\(more) more remarks of this kind.")) }
    say(
      Message(
        ja: "すべての行の扱いは「\(lines.ja)」で見られます。", en: "\(lines.en) shows what became of every line."))
  }

  private func sayRepairs(_ report: RecipeReport) {
    if report.repairs.isEmpty { return }
    let named = report.repairs.prefix(Self.mostNamed).map { repair in
      (ja: "\(repair.rule.ja) \(repair.count)", en: "\(repair.rule.en) \(repair.count)")
    }
    let rest = report.repairs.count > Self.mostNamed ? " …" : ""
    say(
      Message(
        ja: "手を入れた行 \(report.repairedRows): \(named.map(\.ja).joined(separator: "、"))\(rest)",
        en: "\(Counted.rows(report.repairedRows)) repaired: \(named.map(\.en).joined(separator: "; "))\(rest)"))
  }

  /// What the lines are that are no rows.
  private func others(_ report: RecipeReport) -> Message {
    let uses = LineUse.allCases.filter { $0 != .row && $0 != .left && (report.lineCounts[$0] ?? 0) > 0 }
    return Message(
      ja: "ほかの行: "
        + (uses.map { "\($0.label.ja) \(report.lineCounts[$0] ?? 0)" } + ["残り \(report.left.count)"]).joined(
          separator: "、"),
      en: "Other lines: "
        + (uses.map { "\($0.label.en) \(report.lineCounts[$0] ?? 0)" } + ["left over \(report.left.count)"])
        .joined(separator: ", "))
  }

  /// The lines that nothing explains, with their numbers.
  private func sayLeft(_ report: RecipeReport, _ lines: BilingualName) {
    if report.left.isEmpty { return }
    let numbers = RecipeReport.listed(report.left.map(\.line), limit: 20)
    say(
      Message(
        ja: "残った行: \(numbers)（\(lines.ja) | 絞込 扱い = 残り）",
        en: "Left over: \(report.left.count == 1 ? "line" : "lines") \(numbers) (\(lines.en) | where use = left)"))
    for case (let line, let reason?) in report.left.filter({ $0.reason != nil }).prefix(3) {
      say(Message(ja: "  \(line) 行目: \(reason.ja)", en: "  line \(line): \(reason.en)"))
    }
  }
}

extension Session {
  /// The file of a recipe of that name, where no script is called so.
  func recipeToCheck(_ name: String) -> String? {
    if ScriptPlaces.find(name, package: packageDirectory) != nil || name.hasSuffix(".polsh") { return nil }
    guard let path = RecipePlaces.find(name, package: packageDirectory), path.hasSuffix(RecipePlaces.ending) else {
      return nil
    }
    return path
  }

  /// Reads a recipe without any document.
  func check(recipe path: String) throws(Diagnostic) {
    let recipe = try Recipe.read(path)
    let name = SafeText.oneLine(recipe.name)
    say(
      Message(
        ja: "手順「\(name)」: \(recipe.columnCount) 列。書き方に誤りはありません。",
        en: "Recipe \(name): \(Counted.columns(recipe.columnCount)), well written."))
  }
}

extension Diagnostic {
  static func headerOfDocument(_ span: Span) -> Diagnostic {
    Diagnostic(
      nil,
      Message(
        ja: "「見出し」は表のファイルに使います。文書の見出しは手順に書きます",
        en: "header goes with a file of a table; the headings of a document are said in its recipe"), at: span)
  }
}
