#include "CRegex.h"

#include <re2/re2.h>

#include <cstring>
#include <new>
#include <string>

struct polsh_regex {
  re2::RE2 compiled;
  polsh_regex(const re2::StringPiece &pattern, const re2::RE2::Options &options) : compiled(pattern, options) {}
};

extern "C" polsh_regex *polsh_regex_compile(const char *pattern, size_t length, polsh_regex_error *error) {
  std::memset(error, 0, sizeof *error);
  error->offset = -1;
  try {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(16 << 20);
    auto regex = new polsh_regex(re2::StringPiece(pattern, length), options);
    if (regex->compiled.ok()) return regex;

    error->code = static_cast<int>(regex->compiled.error_code());
    std::strncpy(error->text, regex->compiled.error().c_str(), sizeof error->text - 1);
    const std::string &part = regex->compiled.error_arg();
    const std::string whole(pattern, length);
    const size_t at = part.empty() ? std::string::npos : whole.find(part);
    if (at != std::string::npos) {
      error->offset = static_cast<ptrdiff_t>(at);
      error->length = static_cast<ptrdiff_t>(part.size());
    }
    delete regex;
  } catch (...) {
    error->code = -1;
  }
  return nullptr;
}

extern "C" void polsh_regex_free(polsh_regex *regex) { delete regex; }

extern "C" int polsh_regex_matches(const polsh_regex *regex, const char *text, size_t length) {
  try {
    return re2::RE2::PartialMatch(re2::StringPiece(text, length), regex->compiled) ? 1 : 0;
  } catch (...) {
    return 0;
  }
}
