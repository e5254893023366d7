/// The bytes of a file, looked at without a copy. The name keeps them apart from `Diagnostics.Span`, a place in a statement.
typealias ByteSpan = Span<UInt8>
