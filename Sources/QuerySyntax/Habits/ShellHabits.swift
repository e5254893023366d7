internal import Diagnostics

/// Commands of other shells, spreadsheets' cells and comments of other languages: `.tables`, `\d`, `ls`, `=SUM(A1:A5)`.
struct ShellHabits {
  let typed: TypedTokens
  let parser: Parser
  /// Whether there is a result that a leading `|` would continue.
  private var hasPrevious: Bool {
    !parser.scope.names(after: Query(source: .previous(typed.span), verbs: [], span: typed.span)).columns.isEmpty
  }

  private var grammar: Grammar { parser.grammar }
  private var tables: Set<String> { parser.scope.tables }

  /// What a statement means, and how it is written here.
  struct Answer {
    var message: Message
    var note: Message?
    /// The whole statement as it is written here; nil where only a person can tell.
    var statement: String?
    /// The tokens that the message is about.
    var about: Range<Int>
  }

  /// Words alone that leave, list or clear, by what is typed in lower case.
  private static let words: [String: String] = [
    "bye": "quit", "q": "quit", "logout": "quit", "end": "quit", "stop": "quit", "close": "quit", "exit()": "quit",
    "quit()": "quit", ":q": "quit", ":wq": "quit", "ls": "show tables", "dir": "show tables", "tables": "show tables",
    "show": "show tables", "show table": "show tables", "list": "show tables", "list tables": "show tables",
    "show databases": "show tables", "show all": "show tables",
    "show schemas": "show tables", "man": "help", "info": "help", "?": "help", "？": "help", "usage": "help",
    "commands": "help", "version": "help",
    "さようなら": "終了", "さよなら": "終了", "バイバイ": "終了", "終わり": "終了", "終わる": "終了", "おわり": "終了", "やめる": "終了",
    "中止": "終了", "終了する": "終了", "終了します": "終了", "終了して": "終了", "閉じる": "終了", "一覧": "一覧 表", "一覧表示": "一覧 表",
    "表一覧": "一覧 表", "表の一覧": "一覧 表", "テーブル": "一覧 表", "テーブル一覧": "一覧 表", "データ一覧": "一覧 表",
    "使い方": "ヘルプ", "助けて": "ヘルプ", "教えて": "ヘルプ", "操作方法": "ヘルプ", "説明": "ヘルプ", "ヘルプ表示": "ヘルプ",
  ]

  /// Commands behind a dot or a backslash; `*` stands for the name behind.
  private static let marked: [String: (alone: String, named: String?)] = [
    ".help": ("help", nil), ".h": ("help", nil), ".tables": ("show tables", nil), ".table": ("show tables", nil),
    ".schema": ("show tables", "* | describe"), ".describe": ("show tables", "* | describe"),
    ".quit": ("quit", nil), ".exit": ("quit", nil), ".q": ("quit", nil), ".databases": ("show tables", nil),
    ".history": ("history", nil), "\\d": ("show tables", "* | describe"), "\\dt": ("show tables", "* | describe"),
    "\\d+": ("show tables", "* | describe"), "\\l": ("show tables", nil), "\\q": ("quit", nil), "\\?": ("help", nil),
    "\\h": ("help", nil), "\\x": ("help", nil), "\\s": ("history", nil), "\\timing": ("timer on", nil),
    ".timer": ("timer on", nil), ".commands": ("help", nil), ":help": ("help", nil), ":q": ("quit", nil),
    ":quit": ("quit", nil),
  ]

  func answer() -> Answer? {
    markedCommand() ?? lone() ?? describing() ?? cell() ?? comment() ?? change() ?? verbAlone()
  }

  private var plain: String {
    var text = typed.source.trimmingBlanks.lowercased()
    while let last = text.last, ".。;；!！".contains(last) { text.removeLast() }
    return text
  }

  private func lone() -> Answer? {
    if let meant = Self.words[plain] {
      return Answer(message: .noStatement(typed.source), statement: meant, about: typed.all)
    }
    if ["件数は", "件数は?", "件数は？", "何件", "何件?", "何件？", "何件ですか"].contains(plain) {
      return Answer(
        message: .noStatement(typed.source),
        note: Message(
          ja: "直前の結果の件数は「| 件数」、表の件数は「表の名前 | 件数」です。", en: "| count counts the last result, TABLE | count a table."),
        statement: hasPrevious ? "| 件数" : nil, about: typed.all)
    }
    if ["clear", "cls", "クリア", "画面クリア", "画面消去"].contains(plain) {
      return Answer(
        message: .noStatement(typed.source),
        note: Message(ja: "画面を消すには Ctrl-L を押します。", en: "Ctrl-L clears the screen."), about: typed.all)
    }
    if ["もっと", "次", "次へ", "続き", "続きを見る", "more", "next"].contains(plain) {
      return Answer(
        message: .noStatement(typed.source),
        note: Message(
          ja: "結果の終わりの方は「| 末尾 20」で、全部は「| 出力 '一覧.csv'」で見られます。",
          en: "The end of a result is seen with | last 20, all of it with | export 'all.csv'."), about: typed.all)
    }
    return nil
  }

  /// `.tables`, `\d measure`
  private func markedCommand() -> Answer? {
    guard typed.isSymbol(0, .dot) || typed.isSymbol(0, .colon) || typed.isUnreadable(0, "\\") else { return nil }
    let words = typed.source.trimmingBlanks.split { $0 == " " || $0 == "　" }.map(String.init)
    if words.first?.lowercased() == ".mode" {
      return Answer(
        message: .noStatement(".mode"),
        note: Message(
          ja: "出力の形は polsh --format csv のように始めるときに選びます。結果は「| 出力 'x.csv'」でファイルに書けます。",
          en: "The form of results is chosen at the start, polsh --format csv; | export 'x.csv' writes one to a file."),
        about: typed.all)
    }
    guard let first = words.first, let meant = Self.marked[first.lowercased()] else { return nil }
    var statement: String? = meant.alone
    if words.count == 2 {
      let name = words[1].filter { $0 != ";" }
      statement = tables.contains(name) ? meant.named.map { $0.replacingStar(with: name) } : nil
    } else if words.count > 2 {
      statement = nil
    }
    return Answer(
      message: .noStatement(first),
      note: Message(ja: "操作の名前には「.」や「\\」を付けません。", en: "Commands are plain words here, without . or \\."),
      statement: statement, about: typed.all)
  }

  /// `describe measure`, `show measure`, `count measure`: a word and a table.
  private func describing() -> Answer? {
    guard typed.count == 2, let word = typed.word(0), let table = typed.tokens[1].word, tables.contains(table) else {
      return nil
    }
    let statement: String
    switch word {
    case "describe", "desc", "explain", "schema", "columns", "str", "glimpse", "概要": statement = table + " | describe"
    case "show", "print", "list", "cat", "open", "view", "display", "get", "一覧", "表示": statement = table
    case "count", "length": statement = table + " | count"
    case "head", "top", "take": statement = table + " | take 10"
    case "tail", "last": statement = table + " | last 10"
    default: return nil
    }
    return Answer(
      message: .tableFirst(typed.text(0)),
      note: Message(ja: "表の名前から始め、命令は「|」の後に書きます。", en: "A question begins with its table; verbs stand behind |."),
      statement: statement, about: 0..<1)
  }

  /// `where x = 1`, `合計する 支出額`: a verb without its table.
  private func verbAlone() -> Answer? {
    guard let word = typed.word(0), !tables.contains(typed.text(0)), !typed.isSymbol(1, .pipe) else { return nil }
    let plain = VerbHabits.spoken(word, grammar) ?? word
    guard grammar.isVerb(plain) || VerbHabits.shapes[plain] != nil, grammar.commands(word).isEmpty else { return nil }
    var retelling = Retelling(typed, parser, fault: nil)
    let verb = typed.parts(of: typed.all, at: .pipe).map { retelling.verb($0) }.joined(separator: " | ")
    return Answer(
      message: .tableFirst(typed.text(0)),
      note: Message(
        ja: "表の名前から始めるか、直前の結果に続けるときは「|」から始めます。",
        en: "A question begins with its table, or with | to go on from the last result."),
      statement: hasPrevious ? "| " + verb : nil, about: 0..<1)
  }

  /// `=SUM(A1:A5)`
  private func cell() -> Answer? {
    guard typed.isSymbol(0, .equal), typed.count > 1 else { return nil }
    return Answer(
      message: Message(ja: "「=」で始まるセルの式はありません", en: "There are no cell formulas beginning with ="),
      note: Message(
        ja: "セルの番地ではなく列の名前で書きます。例: 表 | 集計: 合計(列)　表 | 追加 新しい列 = 列 * 2",
        en: "Columns have names here, not addresses: TABLE | group: sum(COLUMN), TABLE | derive new = COLUMN * 2."),
      about: 0..<1)
  }

  /// `-- comment`, `// comment`, `/* comment */`
  private func comment() -> Answer? {
    guard let start = (0..<max(0, typed.count - 1)).first(where: { isCommentSign($0) }) else { return nil }
    let isBlock = typed.isSymbol(start, .slash) && typed.isSymbol(start + 1, .star)
    let before = start > 0 ? typed.text(0..<start) : ""
    var behind = ""
    if isBlock {
      let end = (start + 2..<max(start + 2, typed.count - 1)).first { place in
        typed.isSymbol(place, .star) && typed.isSymbol(place + 1, .slash) && typed.touch(place, place + 1)
      }
      if let end, end + 2 < typed.count { behind = typed.text(end + 2..<typed.count) }
    }
    let rest = [before, behind].filter { !$0.isEmpty }.joined(separator: " ")
    let said = isBlock || start + 2 >= typed.count ? "" : "# " + typed.text(start + 2..<typed.count)
    let statement = [rest, said].filter { !$0.isEmpty }.joined(separator: "  ")
    let sign = typed.text(start..<start + 2)
    return Answer(
      message: Message(ja: "「\(sign)」はここでは読めません", en: "\(sign) cannot be read here"),
      note: Message(ja: "注釈は # の後に書きます。", en: "Comments stand behind #."),
      statement: statement.isEmpty ? nil : statement,
      about: start..<start + 2)
  }

  private func isCommentSign(_ place: Int) -> Bool {
    guard typed.touch(place, place + 1) else { return false }
    if typed.isSymbol(place, .slash) { return typed.isSymbol(place + 1, .slash) || typed.isSymbol(place + 1, .star) }
    // `a --b` is a difference; a comment stands apart.
    return typed.isSymbol(place, .minus) && typed.isSymbol(place + 1, .minus)
      && (place == 0 || !typed.gap(before: place).isEmpty) && place + 2 < typed.count
      && !typed.touch(place + 1, place + 2)
  }

  /// `insert into`, `update`: what this shell does not do.
  private func change() -> Answer? {
    guard typed.count > 1 else { return nil }
    let isChange =
      typed.isWord(0, "insert") && typed.isWord(1, "into") || typed.isWord(0, "delete") && typed.isWord(1, "from")
      || typed.isWord(0, "update") && typed.isWord(2, "set")
      || typed.isWord(0, "drop", "create", "alter", "truncate") && typed.isWord(1, "table", "view", "index", "database")
    if !isChange { return nil }
    return Answer(
      message: Message(ja: "データは書き換えられません（読むだけです）", en: "Data are only read here, never changed"),
      note: Message(
        ja: "計算した列は「追加」で加え、結果は「出力」でファイルに書けます。",
        en: "derive adds computed columns to a result, export writes it to a file."), about: 0..<2)
  }
}

extension Message {
  fileprivate static func noStatement(_ typed: String) -> Message {
    let text = String(typed.trimmingBlanks.prefix(40))
    return Message(ja: "「\(text)」という操作はありません", en: "There is no command \(text)")
  }

  fileprivate static func tableFirst(_ word: String) -> Message {
    Message(ja: "「\(word)」では始められません", en: "A question does not begin with \(word)")
  }
}

extension String {
  /// With a name in the place of the star.
  fileprivate func replacingStar(with name: String) -> String {
    split(separator: "*", omittingEmptySubsequences: false).joined(separator: name)
  }
}
