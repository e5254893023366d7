internal import Diagnostics
internal import QuerySyntax

/// How a verb or a command is written, from the grammar that the parser reads: `take N [by COLUMN, …]`.
struct UsageText {
  var language: Language

  /// One line; where the grammar forks, one for each way.
  static func of(_ spelling: Spelling, second: Keyword? = nil, _ pieces: [Piece]) -> [Message] {
    ways(pieces).map { pieces in
      Message(
        ja: UsageText(language: .ja).line(spelling, second, pieces),
        en: UsageText(language: .en).line(spelling, second, pieces))
    }
  }

  private static func ways(_ pieces: [Piece]) -> [[Piece]] {
    for (place, piece) in pieces.enumerated() {
      if case .oneOf(let alternatives) = piece {
        return alternatives.flatMap { ways(Array(pieces[..<place]) + $0 + Array(pieces[(place + 1)...])) }
      }
    }
    return [pieces]
  }

  private func line(_ spelling: Spelling, _ second: Keyword?, _ pieces: [Piece]) -> String {
    let first = language == .ja ? spelling.ja.first ?? spelling.en : spelling.en
    return joined([first] + (second.map { [word($0)] } ?? []) + pieces.map { text($0) })
  }

  private func joined(_ parts: [String]) -> String {
    var text = ""
    for part in parts where !part.isEmpty {
      if !text.isEmpty, part != ":" { text += " " }
      text += part
    }
    return text
  }

  private func word(_ keyword: Keyword) -> String { keyword.word[language] }

  private func choice(_ keywords: [Keyword]) -> String { keywords.map(word).joined(separator: "|") }

  private func said(_ ja: String, _ en: String) -> String { language == .ja ? ja : en }

  private func text(_ piece: Piece) -> String {
    switch piece {
    case .expression(let slot): slot == "condition" ? said("条件", "CONDITION") : said("値", "VALUE")
    case .sum(let slot): slot == "base" ? said("前", "FROM") : said("後", "TO")
    case .items: said("[名前 =] 値, …", "[NAME =] VALUE, …")
    case .renames: said("新しい名前 = 列, …", "NEW = COLUMN, …")
    case .column: said("列", "COLUMN")
    case .columns: said("列, …", "COLUMN, …")
    case .groupKeys: said("[列, …]", "[COLUMN, …]")
    case .sortKeys: said("[-]値, …", "[-]VALUE, …")
    case .joinKeys: said("列 [= 相手の列], …", "COLUMN [= ITS COLUMN], …")
    case .count: said("数", "N")
    case .name("table"): said("表", "TABLE")
    case .name(let slot), .label(let slot): slot == "encoding" ? said("文字コード名", "ENCODING") : said("名前", "NAME")
    case .string(_, let isFile): isFile ? said("'ファイル'", "'FILE'") : said("'文字'", "'TEXT'")
    case .words: said("言葉 …", "WORD …")
    case .query: said("表|(問い合わせ) [名前 名]", "TABLE|(QUERY) [as NAME]")
    case .wholeQuery: said("問い合わせ", "QUERY")
    case .colon: ":"
    case .arrow: "->"
    case .cross: said("×", "by")
    case .keyword(let keyword): word(keyword)
    case .flag(_, let keyword), .flagBeforeName(_, let keyword): "[\(word(keyword))]"
    case .choice(_, let keywords): choice(keywords)
    case .oneOf(let alternatives): "(\(alternatives.map { joined($0.map { text($0) }) }.joined(separator: " | ")))"
    case .options(let alternatives): alternatives.map { "[\(joined($0.map { text($0) }))]" }.joined(separator: " ")
    case .lineRange: said("行[..行]", "LINE[..LINE]")
    case .optional(let pieces): "[\(joined(pieces.map { text($0) }))]"
    case .by: said("[ごと 列, …]", "[by COLUMN, …]")
    case .direction: "[\(word(.better)) \(choice([.up, .down, .none]))]"
    case .arguments: said("[名前=値 …]", "[NAME=VALUE …]")
    case .topic(let slot), .topicWords(let slot): slot == "sheet" ? said("シート名|番号", "SHEET") : said("言葉", "WORD")
    case .integer: said("番号", "N")
    }
  }
}
