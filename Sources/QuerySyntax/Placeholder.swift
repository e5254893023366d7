// QuerySyntax
