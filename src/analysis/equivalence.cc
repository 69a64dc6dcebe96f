#include "src/analysis/equivalence.h"

namespace graduasi::analysis {
namespace {

Text Said(NormalRule rule) {
  switch (rule) {
    case NormalRule::kFixedFigures:
      return {"Angka-angka tetap dapat dihitung lebih dahulu, dan hasilnya sama.",
              "The fixed figures can be worked out beforehand, and come to the same."};
    case NormalRule::kWholeNumbers:
      return {"Bilangan bulat dan hari tidak mempunyai pecahan: `x > n` sama dengan `x >= n + 1`.",
              "Whole numbers and days have no parts: `x > n` is `x >= n + 1`."};
    case NormalRule::kBounds:
      return {
          "Nilai di luar batasnya tidak mungkin ada: jumlah tidak pernah negatif, dan catatan di luar batas faktanya ditolak.",
          "A value beyond its bounds cannot be: a count is never negative, and a record beyond the bounds of a fact is "
          "refused."};
    case NormalRule::kPeriod:
      return {"Nilai itu tidak berlaku pada satu hari pun dalam masa berlaku kebijakan.",
              "The value is in force on no day of the policy's effective period."};
    case NormalRule::kJurisdiction:
      return {"Wilayah itu di luar wilayah berlakunya kebijakan.",
              "The region is outside the regions for which the policy holds."};
    case NormalRule::kEveryEntry:
      return {"Perhitungan dengan nilai tabel memberi hasil yang sama untuk setiap baris tabel.",
              "What is computed from the table comes to the same for each of its entries."};
    case NormalRule::kAnyOrder:
      return {"Urutan dan pengulangan bagian `&&` dan `||` tidak berpengaruh.",
              "The order and the repetition of the parts of `&&` and `||` make no difference."};
    case NormalRule::kNegation:
      return {"`!(a && b)` sama dengan `!a || !b`, dan `!(x < n)` sama dengan `x >= n`.",
              "`!(a && b)` is `!a || !b`, and `!(x < n)` is `x >= n`."};
    case NormalRule::kEachBranch:
      return {"Pada `c ? a : b` cukup dibandingkan a bila c benar dan b bila tidak; hasilnya sama.",
              "Of `c ? a : b` only a matters where c holds and only b elsewhere; compared one by one they come to the same."};
    case NormalRule::kOpposedRoutes:
      return {"Kedua jalur meminta hal yang berlawanan, jadi tidak ada keluarga yang memenuhi keduanya.",
              "The two routes ask for opposite things, so no family meets both."};
    case NormalRule::kCombinations:
      return {"Dari semua gabungan nilai yang dapat dipilih butir skor, yang mencapai ambang tetap sama.",
              "Of all combinations of the values that the items of a score choose from, the same reach the threshold."};
    case NormalRule::kOneElement:
      return {"Pada daftar dengan satu unsur, `all` sama dengan `exists`.", "Of a list with one element `all` is `exists`."};
    case NormalRule::kGuarded:
      return {
          "Kriteria itu terpenuhi tepat bila suatu pelindung tidak berlaku; selama belum pasti tidak berlaku, keluarga tidak "
          "diusulkan, diminta jalur atau tidak.",
          "The criterion passes just where a safeguard does not hold; until that is certain no family is proposed, whether "
          "the route asks for it or not."};
  }
  return {};
}

}  // namespace

Equivalence::Equivalence(const policy::CheckedPolicy& policy) : policy_(policy), normal_(forms_.Of(policy, kAllNormalRules)) {}

std::optional<std::vector<Text>> Equivalence::Prove(const policy::CheckedPolicy& variant) {
  if (forms_.Of(variant, kAllNormalRules) != normal_) return std::nullopt;
  NormalRules needed = kAllNormalRules;
  for (int i = 0; i < kNormalRules; ++i) {
    const NormalRules fewer = needed & ~(1u << i);
    if (forms_.Of(policy_, fewer) == forms_.Of(variant, fewer)) needed = fewer;
  }
  std::vector<Text> proof;
  for (int i = 0; i < kNormalRules; ++i) {
    if ((needed >> i & 1) != 0) proof.push_back(Said(static_cast<NormalRule>(i)));
  }
  if (proof.empty()) {
    proof.push_back({"Tidak ada kriteria, pelindung atau skor yang membacanya; paling-paling kalimat sebuah alasan.",
                     "No criterion, safeguard or score reads it; at most the wording of a reason does."});
  }
  return proof;
}

Equivalence::Parts Equivalence::Differing(const policy::CheckedPolicy& variant) {
  const std::vector<std::string> other = forms_.Of(variant, kAllNormalRules);
  const size_t safeguards = policy_.safeguards.size();
  const size_t criteria = policy_.criteria.size();
  Parts parts;
  for (size_t i = 0; i < normal_.size() && i < other.size(); ++i) {
    if (normal_[i] == other[i]) continue;
    if (i < safeguards) {
      parts.safeguards.push_back(i);
    } else if (i < safeguards + criteria) {
      parts.criteria.push_back(i - safeguards);
    } else {
      parts.routes.push_back(i - safeguards - criteria);
    }
  }
  return parts;
}

}  // namespace graduasi::analysis
