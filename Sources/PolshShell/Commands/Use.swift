internal import ColumnStore
internal import DataFormats
public import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let use = Command(
    Spelling("use", "開く"), [.string("directory", isFile: true)],
    summary: Message(ja: "データパッケージのフォルダーを開く", en: "open the folder of a data package"),
    details: Message(
      ja: "データパッケージ（datapackage.json のあるフォルダー）を開きます。表の説明、単位、尺度、内訳が使えるようになります。いま開いているパッケージの表と入れ替わります。",
      en:
        "Opens a data package, a folder with datapackage.json: its tables come with units, scales and totals, and take the place of those of the package open now."
    ),
    examples: [HelpExample("use 'city'", "開く 'city'", outcome: .isOnlyShown)],
    changesSession: true
  ) { call, session throws(Diagnostic) in
    guard let directory = call.string("directory") else { return }
    do throws(Diagnostic) {
      try session.open(directory.raw)
    } catch {
      var located = error
      if located.span == nil, located.file == nil { located.span = directory.span }
      throw located
    }
    session.say(session.packageSummary)
  }
}

extension Session {
  /// Opens a data package; its tables take the place of those of the package open before.
  public func open(_ directory: String) throws(Diagnostic) {
    let package = try DataPackage.open(directory: directory)
    var fresh = QueryEnvironment()
    fresh.nextField = environment.nextField
    fresh.values = environment.values
    fresh.definitions = environment.definitions
    fresh.expansions = environment.expansions
    for source in package.tables { fresh.add(NamedTable(name: source.entry.name, content: .source(source))) }
    for table in environment.tables where !packageTables.contains(table.name) { fresh.add(table) }
    packageTables = package.tables.map(\.entry.name)
    environment = fresh
    packageDirectory = directory
    packageTitle = package.title ?? Message(same: package.name)
  }

  /// The package's title and its tables, in one line.
  var packageSummary: Message {
    let title = packageTitle ?? Message(ja: "データ", en: "data")
    return Message(
      ja: "\(title.ja)。表: " + packageTables.map(\.ja).joined(separator: "、"),
      en: "\(title.en). Tables: " + packageTables.map(\.en).joined(separator: ", "))
  }
}
