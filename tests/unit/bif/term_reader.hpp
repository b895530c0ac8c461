// term_reader.hpp - terms from text, for tests: what ~w prints, and strings.
//
// Grammar     integer, float, atom, 'quoted atom', "string", [a, b | c], {a, b}, #{k => v}, <<1, 2:3, "ab">>
#pragma once

#include <string_view>
#include <vector>

#include "vm/process/process.hpp"

namespace beamlet::test {

class TermReader {
 public:
  TermReader(Process& p, std::string_view text) : process_(p), text_(text) {}
  // module:function(arguments)
  struct Call {
    Term module, function;
    std::vector<Term> arguments;
  };
  [[nodiscard]] Call read_call();
  [[nodiscard]] Term read_term();
  [[nodiscard]] bool at_end();

 private:
  void skip_space();
  bool take(std::string_view token);
  void expect(std::string_view token);
  [[nodiscard]] std::string read_quoted(char quote);
  [[nodiscard]] Term read_number();
  [[nodiscard]] Term read_list();
  [[nodiscard]] Term read_map();
  [[nodiscard]] Term read_binary();
  [[nodiscard]] std::vector<Term> read_sequence(std::string_view end);

  Process& process_;
  std::string_view text_;
};

}  // namespace beamlet::test
