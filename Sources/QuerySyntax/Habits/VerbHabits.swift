/// Verbs of other tools, and what is meant by them.
enum VerbHabits {
  /// How a verb and what stands behind it are said here.
  enum Shape {
    /// Another word for a verb of ours.
    case plain(String)
    /// `limit 10`, `head`: so many rows.
    case rows(String)
    case sort(String, descends: Bool)
    case items(String)
    case group(String)
    /// `sum spend by project`: a function where a verb should stand.
    case aggregate(String, isJapanese: Bool)
    case rename(String)
    case distinct(String)
    case count(String)
    case join(String)
  }

  /// By the word in lower case; our own verbs are there where people put other things behind them.
  static let shapes: [String: Shape] = {
    var shapes: [String: Shape] = [
      "where": .plain("where"), "filter": .plain("where"), "having": .plain("where"), "grep": .plain("where"),
      "omit": .plain("omit"), "drop": .plain("omit"), "exclude": .plain("omit"), "unnest": .plain("unnest"),
      "explode": .plain("unnest"), "flatten": .plain("unnest"), "union": .plain("union"), "append": .plain("union"),
      "concat": .plain("union"), "find": .plain("search"), "delete": .plain("omit"), "hide": .plain("omit"),
      "remove": .plain("omit"), "del": .plain("omit"), "graph": .plain("chart"), "plot": .plain("chart"),
      "探す": .plain("検索"), "削除": .plain("除外"), "消す": .plain("除外"), "非表示": .plain("除外"), "describe": .plain("describe"),
      "summary": .plain("describe"),
      "take": .rows("take"), "limit": .rows("take"), "head": .rows("take"), "top": .rows("take"),
      "first": .rows("take"),
      "fetch": .rows("take"), "last": .rows("last"), "tail": .rows("last"),
      "sort": .sort("sort", descends: false), "order": .sort("sort", descends: false),
      "orderby": .sort("sort", descends: false), "arrange": .sort("sort", descends: false),
      "select": .items("select"), "project": .items("select"), "columns": .items("select"),
      "derive": .items("derive"), "mutate": .items("derive"), "extend": .items("derive"), "calc": .items("derive"),
      "group": .group("group"), "groupby": .group("group"), "group_by": .group("group"), "summarize": .group("group"),
      "summarise": .group("group"), "aggregate": .group("group"), "rename": .rename("rename"),
      "distinct": .distinct("distinct"), "uniq": .distinct("distinct"), "unique": .distinct("distinct"),
      "count": .count("count"), "join": .join("join"), "merge": .join("join"),
      "フィルタ": .plain("絞込"), "フィルター": .plain("絞込"), "条件": .plain("絞込"), "抽出条件": .plain("絞込"), "絞る": .plain("絞込"),
      "絞り込む": .plain("絞込"), "除く": .plain("除外"), "表示列": .items("選択"), "選ぶ": .items("選択"),
      "ピボット": .plain("クロス集計"), "グラフ": .plain("図"), "チャート": .plain("図"),
      "ソート": .sort("並替", descends: false), "並び替え": .sort("並替", descends: false),
      "並べる": .sort("並替", descends: false), "並び替える": .sort("並替", descends: false),
      "並べ替える": .sort("並替", descends: false), "昇順": .sort("並替", descends: false),
      "降順": .sort("並替", descends: true), "グループ": .group("集計"), "グループ化": .group("集計"), "集約": .group("集計"),
      "上位": .rows("先頭"), "先頭": .rows("先頭"), "末尾": .rows("末尾"), "カウント": .count("件数"), "数える": .count("件数"),
      "加える": .items("追加"), "計算": .items("追加"), "比べる": .plain("比較"), "重複削除": .distinct("重複除去"),
      "重複排除": .distinct("重複除去"), "つなぐ": .plain("結合"), "突合": .plain("結合"), "突き合わせ": .plain("結合"),
      "マージ": .plain("結合"), "連結": .plain("追記"), "vlookup": .plain("join"), "lookup": .plain("join"),
    ]
    for name in ["sum", "avg", "median", "min", "max", "mean", "average", "count_distinct", "list"] {
      let own = ["mean": "avg", "average": "avg"][name] ?? name
      shapes[name] = .aggregate(own, isJapanese: false)
    }
    for name in ["合計", "平均", "中央値", "最大", "最小", "最高", "最低", "種類数", "列挙"] {
      shapes[name] = .aggregate(name, isJapanese: true)
    }
    return shapes
  }()

  /// The plain form of a word as it is spoken: 検索して → 検索, 昇順に並べる → 昇順.
  static func spoken(_ word: String, _ grammar: Grammar) -> String? {
    for ending in endings where word.hasSuffix(ending) && word.count > ending.count {
      let stem = String(word.dropLast(ending.count))
      for form in [stem] + (forms[stem].map { [$0] } ?? []) where grammar.isVerb(form) || shapes[form] != nil {
        return form
      }
    }
    return forms[word]
  }

  /// Longest first.
  private static let endings = [
    "してください", "して下さい", "に並べ替える", "に並び替える", "に並べてください", "に並べて", "に並べる", "に並替", "したいです", "しました",
    "したい", "します", "てください", "する", "して", "した", "しろ", "せよ", "を", "で",
  ]

  /// Forms that no ending tells.
  private static let forms = [
    "絞って": "絞込", "絞り込んで": "絞込", "絞り込んだ": "絞込", "並べて": "並替", "並べた": "並替", "並べ替えて": "並替", "並び替えて": "並替",
    "数えて": "件数", "選んで": "選択", "選んだ": "選択", "除いて": "除外", "除いた": "除外", "加えて": "追加", "比べて": "比較",
    "まとめて": "集計", "まとめる": "集計",
  ]

  /// The joins of SQL; nil for those that there are not.
  static let joins: [String: String?] = [
    "left": "join", "inner": "join only", "right": nil, "full": nil, "outer": nil, "cross": nil, "natural": nil,
  ]
}

extension VerbHabits {
  /// Whether a word is explained by a habit, so that no near name needs to be guessed.
  static func isKnown(_ word: String) -> Bool {
    let word = word.lowercased()
    return shapes[word] != nil || joins[word] != nil
  }
}
