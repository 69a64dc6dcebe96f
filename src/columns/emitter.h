// Writes the operations of a program: equal ones once, each in the outermost space that its operands need, operands of outer
// spaces broadcast. It knows types and spaces; what an expression or a household is, its callers know.
#ifndef GRADUASI_SRC_COLUMNS_EMITTER_H_
#define GRADUASI_SRC_COLUMNS_EMITTER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "src/cel/ast.h"
#include "src/cel/type.h"
#include "src/columns/op.h"
#include "src/columns/program.h"
#include "src/columns/step.h"

namespace graduasi::columns {

class Emitter {
 public:
  explicit Emitter(Rules rules);
  ~Emitter();

  const RegisterInfo& info(Register reg) const { return program_->registers_[static_cast<size_t>(reg)]; }
  const cel::Type& TypeOf(Register reg) const { return info(reg).type; }
  Space SpaceOf(Register reg) const { return info(reg).space; }
  Rules rules() const { return program_->rules_; }
  Program* program() { return program_.get(); }

  // ---- spaces ----
  // A space whose rows are elements of lists in `parent`; a space that only stores elements has none.
  Space NewSpace(Space parent);
  Space NewStorage();
  Space Deeper(Space a, Space b) const { return Depth(a) >= Depth(b) ? a : b; }
  // The register in `space`, which its own space encloses; a constant stays as it is.
  Register Broadcast(Register reg, Space space);

  // ---- operations ----
  // An operation on rows: its operands are brought into the deepest of their spaces, where the result lives.
  Register Rowwise(OpCode code, cel::TypeKind kind, std::vector<Register> operands, cel::Type result, int64_t number = 0,
                   cel::TypeKind to = cel::TypeKind::kNull);
  // An operation as it stands; `op.space` is set. Returns the register of an equal one if there is one. If the operation makes
  // a space (`makes`), that is a child of op.space and the result's `elements`.
  Register Emit(Op op, const std::vector<Register>& args, RegisterInfo info, bool makes = false);
  Register Literal(const cel::Literal& literal, const cel::Type& type);
  Register TypeName(const cel::Type& type);
  // a at the rows b.
  Register Gather(Register a, Register b);
  Register KeepWhere(Register value, Register kept);
  Register Not(Register a);

  // ---- lists ----
  // The list or map in `space`, with elements that are the rows of a space of their own.
  Register Own(Register list, Space space);
  // Rewrites registers of one composite type so that their lists point into the same space.
  void Unify(std::vector<Register>* registers);
  Register ListOf(std::vector<Register> elements, const cel::Type& type);
  Register MapOf(std::vector<Register> keys, std::vector<Register> values, const cel::Type& type);
  Register Append(Register a, Register b);
  Register Keys(Register map);
  // Says where the records of a register without rows would come from.
  void SetRecords(Register reg, int32_t records) { program_->registers_[static_cast<size_t>(reg)].records = records; }

  // Turns what was emitted into a program: runs the constant operations. The emitter is spent afterwards.
  std::shared_ptr<const Program> Finish();

  Program::Constants* constants() { return program_->constants_.get(); }

 private:
  int Depth(Space space) const { return space == kConstant ? -1 : depths_[static_cast<size_t>(space)]; }
  bool IsConstant(Space space) const { return space == kConstant || constant_spaces_[static_cast<size_t>(space)]; }
  const Op& OpOf(Register reg) const { return program_->ops_[static_cast<size_t>(reg)]; }
  bool AllConstant(const Op& op, const std::vector<Register>& args) const;
  bool DependsOnDayAlone(const Op& op, const std::vector<bool>& same_always, const std::vector<bool>& of_day) const;
  Register Interleave(const std::vector<Register>& values, Register list, const cel::Type& type);
  Register Concatenate(std::vector<Register> elements, Register join);
  // Tells empty lists of different types apart.
  int64_t NumberOf(const cel::Type& type);
  // An empty list or map, for the elements of a list that has none.
  Register Empty(const cel::Type& type);

  std::unique_ptr<Program> program_;
  std::vector<int> depths_;               // by space
  std::vector<bool> constant_spaces_;     // by space: its rows are known without a batch
  std::vector<bool> constant_registers_;  // by register
  std::map<std::vector<int64_t>, Register> known_;
  std::map<std::string, int64_t> literals_;
  std::map<std::string, int32_t> type_names_;
  std::map<std::string, int64_t> type_numbers_;
};

}  // namespace graduasi::columns

#endif  // GRADUASI_SRC_COLUMNS_EMITTER_H_
