import Diagnostics
import QuerySyntax

/// The names that random texts use, the same at every place.
public struct SurfaceScope: NameScope {
  public init() {}

  static let tableNames = ["t", "measure", "取組", "経費", "表", "let", "count", "show", "指標"]
  static let columnNames = [
    "k", "x", "金額", "進捗区分", "所管課", "年度", "施策の方向性", "単位", "件数", "by", "count", "c1", "センター", "ごと", "行", "事業費計", "as",
    "desc",
    "where", "絞込", "sum", "every", "なし", "記入あり", "present", "増",
  ]
  static let levelNames = ["A", "B", "あ", "ア", "総事業費", "決算", "順調"]
  static let definitionNames = ["rate", "率", "top", "上位課"]
  /// Names that only quotes can hold.
  static let oddNames = [
    "a b", "or", "欠測", "R5", "2024", "達成率（％）", "a`b", "c】d", "x=1", "市・町 名", "", "a..b", "if", "↑", "ﾊﾝｶｸ", "1番",
  ]

  public var tables: Set<String> { Set(Self.tableNames) }
  public var definitions: [String: DefinitionHead] {
    Dictionary(
      uniqueKeysWithValues: Self.definitionNames.enumerated().map { place, name in
        (name, DefinitionHead(parameters: ["a"], isVerbs: place > 1))
      })
  }
  public var namesAnywhere: ScopeNames { ScopeNames(columns: Set(Self.columnNames), levels: Set(Self.levelNames)) }
  public var units: Set<String> { ["自治会"] }
  public func names(after query: Query) -> ScopeNames {
    ScopeNames(columns: Set(Self.columnNames), levels: Set(Self.levelNames))
  }
  public func fault(in query: Query) -> Diagnostic? { nil }
  public func unknown(_ name: Name, after query: Query) -> Diagnostic? { nil }
}
