internal import Diagnostics
internal import PolshSystem
internal import PolshText

/// Where recipes are: the person's own, those beside the open package, and those that come with the program.
enum RecipePlaces {
  struct Recipe {
    var name: String
    var path: String
  }

  static let ending = ".recipe"

  /// The folders, the person's own first.
  private static func folders(package: String?) -> [String] {
    var folders: [String] = []
    if let own = PersonalFolders.data { folders.append(own + "/recipes") }
    if let package {
      let folder = FilePlaces.isDirectory(package) ? package : FilePlaces.folder(of: package)
      folders += [folder + "/recipes", folder + "/../recipes"]
    }
    if let root = DataPlaces.root { folders += [root + "/share/polsh/recipes", root + "/datasets/recipes"] }
    return folders
  }

  /// The file of a recipe: a path as given, or a bare name among the known ones.
  static func find(_ name: String, package: String?) -> String? {
    if FilePlaces.isRegularFile(name) { return name }
    if name.contains("/") { return FilePlaces.isRegularFile(name + ending) ? name + ending : nil }
    let stem = name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
    return all(package: package).first { TextFolding.cell($0.name) == TextFolding.cell(stem) }?.path
  }

  /// All recipes that a bare name reaches; those found first hide others of their name.
  static func all(package: String?) -> [Recipe] {
    var found: [Recipe] = []
    for folder in folders(package: package) {
      guard let entries = try? FilePlaces.entries(of: folder) else { continue }
      for entry in entries where entry.name.hasSuffix(ending) && !entry.isDirectory {
        let name = String(entry.name.dropLast(ending.count))
        if !found.contains(where: { $0.name == name }) {
          found.append(Recipe(name: name, path: folder + "/" + entry.name))
        }
      }
    }
    return found
  }
}

extension Session {
  /// The file of a recipe that a statement names.
  func recipe(_ name: String, at span: Span) throws(Diagnostic) -> String {
    if let path = RecipePlaces.find(name, package: packageDirectory) { return path }
    throw .unknownRecipe(name, RecipePlaces.all(package: packageDirectory).map(\.name), at: span)
  }
}

extension Diagnostic {
  fileprivate static func unknownRecipe(_ name: String, _ known: [String], at span: Span) -> Diagnostic {
    let near = NearNames.nearest(to: name, among: known)
    let list = known.prefix(12).map { SafeText.oneLine($0) }
    var notes: [Message] = []
    if near.isEmpty, !list.isEmpty {
      notes.append(
        Message(
          ja: "ある手順: " + list.joined(separator: "、") + "。", en: "There are: " + list.joined(separator: ", ") + "."))
    }
    notes.append(
      Message(
        ja: "手順は、ファイルの場所か、~/.local/share/polsh/recipes に置いた「名前.recipe」の名前で指定します。書き方は「ヘルプ 手順」です。",
        en:
          "A recipe is named by its path, or is NAME.recipe in ~/.local/share/polsh/recipes. help recipe shows how to write one."
      ))
    return Diagnostic(
      nil,
      Message(ja: "「\(SafeText.oneLine(name))」という手順はありません", en: "There is no recipe \(SafeText.oneLine(name))"),
      at: span,
      notes: notes, fixes: near.prefix(5).map { FixIt(replace: span, with: "'\($0)'") })
  }
}
