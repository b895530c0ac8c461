#include "compiler/sema/behaviours.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace beamlet {
namespace {

struct KnownCallback {
  std::string_view behaviour;
  std::string_view function;
  uint32_t arity;
};
constexpr KnownCallback kCallbacks[] = {
#define BEAMLET_CALLBACK(behaviour, function, arity) {behaviour, function, arity},
#include "compiler/sema/behaviours.def"
#undef BEAMLET_CALLBACK
};

// What the behaviour requires; none: it was said already what is wrong with it, or nothing is known.
std::optional<std::vector<NameArity>> required_by(const BehaviourForm& form, const ModuleEnv& env,
                                                  Interner& symbols, BehaviourResolver* resolver,
                                                  DiagnosticSink& sink) {
  const std::string_view name = symbols.text(form.name);
  std::vector<NameArity> required;
  for (const KnownCallback& callback : kCallbacks)
    if (callback.behaviour == name) required.push_back({symbols.intern(callback.function), callback.arity});
  if (!required.empty() || resolver == nullptr || form.name == env.module) return required;
  const auto found = resolver->find(name);
  if (!found) {
    sink.report(DiagCode::UndefinedBehaviour, form.span, {name});
    return std::nullopt;
  }
  if (!found->is_readable) return std::nullopt;
  if (found->callbacks.empty()) {
    sink.report(DiagCode::BehaviourWithoutCallbacks, form.span, {name});
    return std::nullopt;
  }
  for (const BehaviourCallback& callback : found->callbacks)
    if (!callback.optional) required.push_back({symbols.intern(callback.name), callback.arity});
  return required;
}

}  // namespace

std::vector<BehaviourCallback> callbacks_of_text(std::string path, std::string_view text,
                                                 const PreprocessOptions& options) {
  std::vector<BehaviourCallback> callbacks;
  if (text.find("-callback") == std::string_view::npos) return callbacks;
  SourceManager sources;
  Interner symbols;
  DiagnosticSink sink;
  const auto file = sources.add(std::move(path), text);
  if (!file) return callbacks;
  const ParseResult parsed = parse_module(sources, *file, symbols, options, sink);
  for (const Form* form : parsed.ast->forms) {
    const auto* spec = as<SpecForm>(form);
    if (spec != nullptr && spec->is_callback)
      callbacks.push_back({std::string(symbols.text(spec->name)), spec->arity, false});
  }
  for (const Form* form : parsed.ast->forms) {
    const auto* names = as<OptionalCallbacksForm>(form);
    if (names == nullptr) continue;
    for (const NameArityRef& f : names->functions)
      for (BehaviourCallback& callback : callbacks)
        if (callback.name == symbols.text(f.name) && callback.arity == f.arity) callback.optional = true;
  }
  return callbacks;
}

void check_behaviours(const ModuleEnv& env, Interner& symbols, BehaviourResolver* resolver,
                      DiagnosticSink& sink) {
  const auto text = [&](NameArity f) {
    return std::string(symbols.text(f.name)) + "/" + std::to_string(f.arity);
  };
  const std::unordered_set<NameArity> exported(env.exports.begin(), env.exports.end());
  std::unordered_map<NameArity, const BehaviourForm*> claimed;
  std::unordered_set<Symbol> seen;
  for (const BehaviourForm* behaviour : env.behaviours) {
    if (!seen.insert(behaviour->name).second) continue;
    const auto required = required_by(*behaviour, env, symbols, resolver, sink);
    if (!required) continue;
    const std::string_view name = symbols.text(behaviour->name);
    for (const NameArity f : *required) {
      if (!exported.contains(f)) sink.report(DiagCode::UndefinedCallback, behaviour->span, {text(f), name});
      const auto [other, fresh] = claimed.try_emplace(f, behaviour);
      if (fresh) continue;
      sink.report(DiagCode::ConflictingBehaviours, behaviour->span,
                  {text(f), name, symbols.text(other->second->name)})
          .notes.push_back({other->second->span, "the other one is here"});
    }
  }
}

}  // namespace beamlet
