public import Diagnostics
public import PolicyModel

/// What was found out while a person's file was read: how many rows, which encoding, what each column is.
public struct LoadReport: Sendable {
  /// One column as it was understood.
  public struct FoundColumn: Sendable {
    /// As the heading says it: `金額(千円)`.
    public var heading: String
    /// As statements call it: `金額`.
    public var name: String
    public var type: ColumnType
    public var unit: Unit?
  }

  public var path: String
  public var rowCount: Int
  /// As large as the file was.
  public var byteCount = 0
  public var encoding: TextEncoding
  /// `,`, `;` or a tab.
  public var separator: UInt8
  public var columns: [FoundColumn]
  /// What the person should know: cells rounded, years read past the end of an era.
  public var remarks: [Message] = []
  /// Rows that were kept apart.
  public var notices: [Notice] = []
}
