#include "vm/bif/bif_support.hpp"

#include "vm/code/export_table.hpp"
#include "vm/heap/copy_term.hpp"
#include "vm/process/ready_sink.hpp"
#include "vm/process/request.hpp"
#include "vm/term/utf8.hpp"

namespace beamlet {

Term make_list(Process& p, std::span<const Term> elements, Term tail) {
  if (elements.empty()) return tail;
  Term* cell = p.alloc(2 * elements.size());
  Term result = Term::cons(cell);
  for (Term element : elements) {
    cell[0] = element;
    cell[1] = Term::cons(cell + 2);
    cell += 2;
  }
  cell[-1] = tail;
  return result;
}

Term make_byte_list(Process& p, std::span<const uint8_t> bytes, Term tail) {
  if (bytes.empty()) return tail;
  Term* cell = p.alloc(2 * bytes.size());
  Term result = Term::cons(cell);
  for (uint8_t byte : bytes) {
    cell[0] = Term::small(byte);
    cell[1] = Term::cons(cell + 2);
    cell += 2;
  }
  cell[-1] = tail;
  return result;
}

Term make_string(Process& p, std::string_view latin1) {
  return make_byte_list(p, {reinterpret_cast<const uint8_t*>(latin1.data()), latin1.size()});
}

Term make_utf8_list(Process& p, std::string_view utf8) {
  ListBuilder result(p);
  const uint8_t* at = reinterpret_cast<const uint8_t*>(utf8.data());
  const uint8_t* end = at + utf8.size();
  while (at < end) {
    uint32_t c;
    size_t used = get_utf8(at, static_cast<size_t>(end - at), c);
    if (used == 0) {  // not UTF-8: the byte itself
      c = *at;
      used = 1;
    }
    result.add(Term::small(c));
    at += used;
  }
  return result.finish();
}

std::optional<std::string> byte_list_text(Term list) {
  std::string text;
  for (; list.is_cons(); list = list.tail()) {
    Term c = list.head();
    if (!c.is_small() || c.small_value() < 0 || c.small_value() > 255) return std::nullopt;
    text.push_back(static_cast<char>(c.small_value()));
  }
  return list.is_nil() ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<size_t> list_length(Term list) {
  size_t n = 0;
  for (; list.is_cons(); list = list.tail()) ++n;
  return list.is_nil() ? std::optional(n) : std::nullopt;
}

Term ask_and_await(Process& p, Term target, Term what, Term argument, Term gone) {
  if (!copy_fits(copy_size(argument))) return p.system_limit();
  Term ref = ref_at(p.alloc(kRefWords), the_node.ready->next_unique());
  if (!ask(p, target, ref, new_tuple(p, what, argument))) return gone;
  p.x[0] = ref;
  return p.trap(the_node.exports->get(atom::prim_request, atom::await, 1));
}

}  // namespace beamlet
