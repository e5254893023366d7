internal import Diagnostics
internal import QuerySyntax

extension Command {
  /// Known; not there yet.
  static let connect = Command(
    Spelling("connect", "接続"), [.string("address", isFile: false), .optional([.keyword(.asName), .name("name")])],
    summary: Message(ja: "データベースにつなぐ（準備中）", en: "connect to a database (not there yet)"),
    meanwhile: Message(
      ja: "表を CSV に書き出して「読込 'ファイル.csv'」とすれば使えます",
      en: "write the table to a CSV file there, and load 'FILE.csv'"))
}
