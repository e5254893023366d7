// The door to SQLite, which only the tests use: the shipped program knows nothing of it.
#pragma once

#include <sqlite3.h>

// Binds a copy of the text: the value that says so is a cast, which Swift cannot import.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int place, const char *text) {
  return sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT);
}
