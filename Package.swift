// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors only where the developers' own checks ask for it: a stranger's newer compiler must still build.
let strict = Context.environment["POLSH_STRICT"] == "1"

let house: [SwiftSetting] =
  [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
  name: "polsh",
  products: [.executable(name: "polsh", targets: ["polsh"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    // The doors to C.
    .systemLibrary(name: "CLibEdit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CUtf8proc", providers: [.apt(["libutf8proc-dev"])]),
    .target(
      name: "CRegex",
      linkerSettings: [.linkedLibrary(":libre2.a"), .linkedLibrary(":libstdc++.a")]),
    .target(name: "CSystem"),

    // The foundations.
    .target(
      name: "PolshText", dependencies: ["CUtf8proc"], swiftSettings: house,
      linkerSettings: [.linkedLibrary(":libutf8proc.a")]),
    .target(name: "Diagnostics", dependencies: ["PolshText"], swiftSettings: house),
    .target(name: "PolicyModel", dependencies: ["PolshText", "Diagnostics"], swiftSettings: house),
    .target(
      name: "PolshSystem", dependencies: ["CLibEdit", "CRegex", "CSystem"], exclude: ["README.md"],
      swiftSettings: house,
      linkerSettings: [
        .linkedLibrary(":libedit.a"), .linkedLibrary(":libtinfo.a"), .linkedLibrary(":libbsd.a"),
        .linkedLibrary(":libmd.a"),
      ]),
    .target(name: "ColumnStore", dependencies: ["PolicyModel", "Diagnostics"], swiftSettings: house),

    // The language and its engine.
    .target(
      name: "QuerySyntax", dependencies: ["PolshText", "Diagnostics", "PolicyModel"], exclude: ["README.md"],
      swiftSettings: house),
    .target(name: "QueryPlan", dependencies: ["Diagnostics", "PolicyModel", "ColumnStore"], swiftSettings: house),
    .target(
      name: "QueryLanguage",
      dependencies: [
        "QuerySyntax", "QueryPlan", "PolshSystem", "PolshText", "Diagnostics", "PolicyModel", "ColumnStore",
      ], exclude: ["README.md"], swiftSettings: house),
    .target(
      name: "QueryEngine", dependencies: ["QueryPlan", "Diagnostics", "PolicyModel", "ColumnStore"],
      exclude: ["README.md"], swiftSettings: house),

    // Files and screens.
    .target(
      name: "DataFormats",
      dependencies: ["ColumnStore", "Diagnostics", "PolicyModel", "PolshText", "PolshSystem"], exclude: ["README.md"],
      swiftSettings: house),
    .target(
      name: "Presentation", dependencies: ["ColumnStore", "Diagnostics", "PolshText", "PolicyModel"],
      swiftSettings: house),

    // The person's session, and the program.
    .target(
      name: "PolshShell",
      dependencies: [
        "PolshText", "Diagnostics", "PolicyModel", "PolshSystem", "ColumnStore", "QuerySyntax", "QueryPlan",
        "QueryLanguage", "QueryEngine", "DataFormats", "Presentation",
      ], swiftSettings: house),
    .executableTarget(
      name: "polsh",
      dependencies: [
        "PolshShell", "Diagnostics", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: house),
    .testTarget(name: "PolshSystemTests", dependencies: ["PolshSystem"]),
    .testTarget(name: "ColumnStoreTests", dependencies: ["ColumnStore"]),
    .testTarget(
      name: "PresentationTests",
      dependencies: ["Presentation", "ColumnStore", "Diagnostics", "PolicyModel", "PolshText"]),
    .testTarget(
      name: "DataFormatsTests",
      dependencies: ["DataFormats", "ColumnStore", "Diagnostics", "PolicyModel", "PolshText", "PolshSystem"]),
    .testTarget(
      name: "QueryEngineTests",
      dependencies: ["QueryEngine", "QueryPlan", "ColumnStore", "Diagnostics", "PolicyModel", "PolshText"]),
    .testTarget(
      name: "TranscriptTests",
      dependencies: [
        "PolshShell", "QueryLanguage", "QuerySyntax", "Diagnostics", "PolicyModel", "ColumnStore", "PolshText",
        "PolshSystem", "DataFormats",
      ]),
    .target(
      name: "Oracle", dependencies: ["QueryPlan", "ColumnStore", "PolicyModel", "Diagnostics"], path: "Tests/Oracle"),
    .target(
      name: "Surface",
      dependencies: [
        "Oracle", "PolshShell", "QueryLanguage", "QuerySyntax", "PolicyModel", "Diagnostics", "PolshText",
      ],
      path: "Tests/Surface"),
    .executableTarget(
      name: "polsh-fuzz",
      dependencies: [
        "Surface", "Oracle", "PolshShell", "PolshSystem", "QueryLanguage", "QueryEngine", "QueryPlan", "QuerySyntax",
        "DataFormats", "ColumnStore", "PolicyModel", "Diagnostics",
      ],
      path: "Tests/Fuzz"),
    .systemLibrary(name: "CSQLite", path: "Tests/CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .testTarget(
      name: "LawTests",
      dependencies: [
        "Oracle", "Surface", "CSQLite", "QueryEngine", "QueryPlan", "QueryLanguage", "QuerySyntax", "ColumnStore",
        "PolicyModel",
        "Diagnostics", "PolshText",
      ]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
