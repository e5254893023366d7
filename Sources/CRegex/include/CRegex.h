#pragma once

// RE2 through a C door: linear time, UTF-8, quiet.

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct polsh_regex polsh_regex;

typedef struct {
  int code;             // RE2::ErrorCode; 0 is no error, -1 out of memory
  ptrdiff_t offset;     // where in the pattern, in bytes; -1 when not known
  ptrdiff_t length;     // how many bytes are meant
  char text[160];       // RE2's own words, English, ended by a NUL
} polsh_regex_error;

// NULL when the pattern cannot be used; then `error` says why.
polsh_regex *polsh_regex_compile(const char *pattern, size_t length, polsh_regex_error *error);
void polsh_regex_free(polsh_regex *regex);
// 1 when the pattern is found anywhere in the text. May be called from several threads at once.
int polsh_regex_matches(const polsh_regex *regex, const char *text, size_t length);

#ifdef __cplusplus
}
#endif
