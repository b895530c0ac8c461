#include <doctest/doctest.h>

#include "compiler/source/source_encoding.hpp"

#include <cmath>

#include "tests/unit/compiler/front_fixture.hpp"

namespace beamlet {
namespace {

struct Lexed {
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  Arena texts;
  std::vector<Token> tokens;

  explicit Lexed(std::string_view text) {
    const FileId file = *sources.add("t", text);
    Lexer lexer(sources, file, symbols, texts, sink);
    for (Token token;;) {
      lexer.next(token);
      if (token.is(TokenKind::End)) break;
      tokens.push_back(token);
    }
  }
  std::string text(size_t i = 0) { return std::string(tokens.at(i).text()); }
  [[nodiscard]] bool fails_with(DiagCode code) const {
    return sink.error_count() == 1 && sink.diagnostics()[0].code == code;
  }
};

TEST_CASE("the encoding comment") {
  CHECK(is_latin1_source("%% coding: latin-1\n"));
  CHECK(is_latin1_source("#!/usr/bin/env x\n%% -*- coding: Latin-1 -*-\n"));
  CHECK(is_latin1_source("% vim: fileencoding=latin-1"));
  CHECK_FALSE(is_latin1_source("%% coding: utf-8\n%% coding: latin-1\n"));
  CHECK_FALSE(is_latin1_source("\n\n%% coding: latin-1\n"));
  CHECK_FALSE(is_latin1_source("f() -> \"% coding: latin-1\".\n"));
  CHECK_FALSE(is_latin1_source("%% coding\n%% coding:"));
  CHECK(decode_source("%% coding: latin-1\n\xE5\xFF") == "%% coding: latin-1\n\xC3\xA5\xC3\xBF");
  CHECK(decode_source("\xE5") == "\xE5");
}

TEST_CASE("integers") {
  CHECK(Lexed("123").tokens[0].integer == 123);
  CHECK(Lexed("1_000_000").tokens[0].integer == 1'000'000);
  CHECK(Lexed("16#FF").tokens[0].integer == 255);
  CHECK(Lexed("16#ff_ff").tokens[0].integer == 0xFFFF);
  CHECK(Lexed("2#1010").tokens[0].integer == 10);
  CHECK(Lexed("36#Zz").tokens[0].integer == 35 * 36 + 35);
  CHECK(Lexed("9223372036854775807").tokens[0].integer == INT64_MAX);
  Lexed large("9223372036854775808");
  CHECK(large.text() == "9223372036854775808");
  CHECK(large.tokens[0].base == 10);
  Lexed large_hex("16#00FFFF_FFFF_FFFF_FFFF");
  CHECK(large_hex.text() == "FFFFFFFFFFFFFFFF");
  CHECK(large_hex.tokens[0].base == 16);
  CHECK(Lexed("37#1").fails_with(DiagCode::IllegalBase));
  CHECK(Lexed("8#9").fails_with(DiagCode::IllegalDigit));
}

TEST_CASE("floats") {
  CHECK(Lexed("1.5").tokens[0].real == 1.5);
  CHECK(Lexed("1.5e10").tokens[0].real == 1.5e10);
  CHECK(Lexed("2.5E-3").tokens[0].real == 2.5e-3);
  CHECK(Lexed("1_0.2_5e+1_0").tokens[0].real == 10.25e10);
  CHECK(Lexed("2#0.101#e8").tokens[0].real == 160.0);
  CHECK(Lexed("16#fefe.fefe#e16").tokens[0].real == doctest::Approx(0xfefefefep0 * std::pow(16.0, 12)));
  CHECK(Lexed("16#1.8").tokens[0].real == 1.5);
  CHECK(Lexed("1.0e400").fails_with(DiagCode::IllegalFloat));
  CHECK(Lexed("1.0e-400").tokens[0].real == 0.0);
  Lexed stop("1.\n");
  CHECK(stop.tokens.size() == 2);
  CHECK(stop.tokens[1].is(TokenKind::Dot));
}

TEST_CASE("characters") {
  CHECK(Lexed("$a").tokens[0].character == U'a');
  CHECK(Lexed("$ ").tokens[0].character == U' ');
  CHECK(Lexed("$é").tokens[0].character == U'é');
  CHECK(Lexed("$\\n").tokens[0].character == U'\n');
  CHECK(Lexed("$\\101").tokens[0].character == U'A');
  CHECK(Lexed("$\\x41").tokens[0].character == U'A');
  CHECK(Lexed("$\\x{1F600}").tokens[0].character == U'\U0001F600');
  CHECK(Lexed("$\\^A").tokens[0].character == 1);
  CHECK(Lexed("$\\^?").tokens[0].character == 127);
  CHECK(Lexed("$\\s").tokens[0].character == 32);
  CHECK(Lexed("$\\d").tokens[0].character == 127);
  CHECK(Lexed("$\\e").tokens[0].character == 27);
  CHECK(Lexed("$\\\\").tokens[0].character == U'\\');
  CHECK(Lexed("$\\x{D800}").fails_with(DiagCode::IllegalEscape));
  CHECK(Lexed("$\\x{110000}").fails_with(DiagCode::IllegalEscape));
}

TEST_CASE("strings and atoms") {
  CHECK(Lexed(R"("a\tb\"c")").text() == "a\tb\"c");
  CHECK(Lexed("\"a\\\nb\"").text() == "a\nb");
  CHECK(Lexed(R"("\x{e9}")").text() == "é");
  Lexed atom(R"('it''s \'x\'')");
  CHECK(atom.symbols.text(atom.tokens[0].name()) == "it");
  Lexed quoted(R"('\x{61}b')");
  CHECK(quoted.symbols.text(quoted.tokens[0].name()) == "ab");
  Lexed plain("état");
  CHECK(plain.tokens[0].is(TokenKind::Atom));
  CHECK(Lexed("Éa").tokens[0].is(TokenKind::Var));
  CHECK(Lexed("\"abc").fails_with(DiagCode::UnterminatedString));
  CHECK(Lexed("\"a\"\"b\"").fails_with(DiagCode::StringsWithoutSpace));
  CHECK(Lexed("'" + std::string(256, 'a') + "'").fails_with(DiagCode::AtomTooLong));
}

TEST_CASE("triple-quoted strings") {
  CHECK(Lexed("\"\"\"\n  one\n    two\n\n  three\n  \"\"\"").text() == "one\n  two\n\nthree");
  CHECK(Lexed("\"\"\"\n\"\"\"").text().empty());
  CHECK(Lexed("\"\"\"\nraw \\n \"quotes\"\n\"\"\"").text() == "raw \\n \"quotes\"");
  CHECK(Lexed("\"\"\"\"\n\"\"\"\n\"\"\"\"").text() == "\"\"\"");
  CHECK(Lexed("\"\"\"\n  a\n b\n  \"\"\"").fails_with(DiagCode::BadIndentation));
  CHECK(Lexed("\"\"\"x\n\"\"\"\n").fails_with(DiagCode::TripleQuotedOpening) == false);
  CHECK(Lexed("\"\"\"\nabc").fails_with(DiagCode::UnterminatedString));
}

TEST_CASE("sigils") {
  for (const std::string_view text : {"~\"a\\nb\"", "~b(a\\nb)", "~b[a\\nb]", "~b{a\\nb}", "~b<a\\nb>",
                                      "~b/a\\nb/", "~b|a\\nb|", "~b'a\\nb'", "~b`a\\nb`", "~b#a\\nb#"}) {
    CAPTURE(text);
    Lexed lexed(text);
    REQUIRE(lexed.tokens.size() == 1);
    CHECK(lexed.tokens[0].is(TokenKind::BinaryString));
    CHECK(lexed.text() == "a\nb");
  }
  CHECK(Lexed("~B(a\\nb)").text() == "a\\nb");
  CHECK(Lexed("~s\"a\\nb\"").tokens[0].is(TokenKind::String));
  CHECK(Lexed("~S(a\\nb)").text() == "a\\nb");
  CHECK(Lexed("~b(a\\)b)").text() == "a)b");
  CHECK(Lexed("~\"\"\"\n  a\\tb\n  \"\"\"").text() == "a\\tb");
  CHECK(Lexed("~b\"\"\"\n  a\\tb\n  \"\"\"").text() == "a\tb");
  CHECK(Lexed("~x(a)").fails_with(DiagCode::UnknownSigil));
  CHECK(Lexed("~b(a)x").fails_with(DiagCode::SigilSuffix));
  CHECK(Lexed("~b 1").fails_with(DiagCode::IllegalSigil));
}

TEST_CASE("full stops, comments, reserved words") {
  Lexed lexed("#!/usr/bin/env beamlet\nX#r.f. % end\nmaybe\n");
  REQUIRE(lexed.tokens.size() == 7);
  CHECK(lexed.tokens[3].is(TokenKind::Period));
  CHECK(lexed.tokens[5].is(TokenKind::Dot));
  CHECK(lexed.tokens[6].is(TokenKind::KwMaybe));
  CHECK(lexed.tokens[6].line_start);
  Lexed ops("=:= =/= =< >= <- <:- <= <:= && || ?= .. ... := => -> ++ --");
  CHECK(ops.tokens.size() == 18);
  CHECK(!ops.sink.has_errors());
}

TEST_CASE("check_utf8 finds the first wrong byte") {
  CHECK(!check_utf8("plain"));
  CHECK(!check_utf8("é€😀 and more than eight bytes"));
  CHECK(check_utf8("ab\xE9") == 2);
  CHECK(check_utf8("12345678\xC0\x80") == 8);
  CHECK(check_utf8("\xED\xA0\x80") == 0);
  CHECK(check_utf8("\xF4\x90\x80\x80") == 0);
  CHECK(check_utf8("a\xE2\x82") == 1);
}

}  // namespace
}  // namespace beamlet
