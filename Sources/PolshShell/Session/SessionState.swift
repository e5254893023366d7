internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QuerySyntax

/// Everything that statements change of a session, as a value: `undo` brings an earlier one back.
///
/// Tables are shared, not copied, so that keeping one costs next to nothing.
struct SessionState {
  var environment: QueryEnvironment
  var packageDirectory: String?
  var packageTitle: Message?
  var packageTables: [BilingualName]
  var lastNotices: [Notice]
  var recentStatements: [Statement]
  var language: Language
  var showsTime: Bool?

  init(_ session: Session) {
    environment = session.environment
    packageDirectory = session.packageDirectory
    packageTitle = session.packageTitle
    packageTables = session.packageTables
    lastNotices = session.lastNotices
    recentStatements = session.recentStatements
    language = session.settings.language
    showsTime = session.showsTime
  }

  func restore(_ session: Session) {
    let next = session.environment.nextField
    session.environment = environment
    // Column numbers given out since then stay taken.
    session.environment.nextField = max(next, environment.nextField)
    session.packageDirectory = packageDirectory
    session.packageTitle = packageTitle
    session.packageTables = packageTables
    session.lastNotices = lastNotices
    session.recentStatements = recentStatements
    session.settings.language = language
    session.showsTime = showsTime
  }
}
