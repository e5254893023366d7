public import Diagnostics
internal import PolshText

/// A notice below a result, in one line: `N2  支出額の合計: 欠測 4 件を除きました。  直し方: 支出額 ?? 0`.
public enum NoticeView {
  public static func line(_ notice: Notice, on screen: Screen) -> String {
    var text = notice.code + "  " + SafeText.oneLine(notice.message[screen.language])
    if let fix = notice.fix { text += "  " + fixLabel(screen.language) + SafeText.oneLine(fix[screen.language]) }
    return screen.painted(text, .grey)
  }

  static func fixLabel(_ language: Language) -> String { language == .ja ? "直し方: " : "Fix: " }
}
