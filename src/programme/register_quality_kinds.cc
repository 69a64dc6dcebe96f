// The kinds of findings on a register, in one table: their codes, what they mean for a decision, and in both languages what is
// wrong and what to ask from whom. It knows no rules and no records.
#include <cstddef>
#include <vector>

#include "graduasi/register_quality.h"

namespace graduasi {
namespace {

const char kExporterId[] = "Pengelola data: perbaiki berkas atau program yang membuatnya, lalu kirim ulang catatan ini.";
const char kExporterEn[] = "The data manager: mend the file or the program that makes it, and send the record again.";
const char kRecordId[] = "Operator desa atau pendamping: periksa catatan pada keluarga, perbaiki, kirim ulang.";
const char kRecordEn[] = "The village operator or mentor: check the record with the family, correct it, send it again.";
const char kIdentityId[] = "Operator desa, dengan Dukcapil: cocokkan nomor dengan KTP-el atau KK.";
const char kIdentityEn[] =
    "The village operator, with the civil registry: compare the number with the identity or family card.";

using Kind = QualityKind;

// What cannot be read.
std::vector<QualityKindInfo> KindsOfReading() {
  constexpr QualityEffect kUnreadable = QualityEffect::kUnreadable;
  const Text exporter{kExporterId, kExporterEn};
  const Text record{kRecordId, kRecordEn};
  return {
      {Kind::kNotJson, "NOT_JSON", kUnreadable, {"bukan satu objek JSON yang utuh", "is not one whole JSON object"}, exporter},
      {Kind::kTextTooLong,
       "TEXT_TOO_LONG",
       kUnreadable,
       {"terlalu panjang untuk satu keluarga", "is too long for one family"},
       exporter},
      {Kind::kFieldUnknown,
       "FIELD_UNKNOWN",
       kUnreadable,
       {"memuat kunci yang tidak ada dalam model", "holds a key that the model does not have"},
       exporter},
      {Kind::kFieldTwice,
       "FIELD_TWICE",
       kUnreadable,
       {"memuat kunci yang sama dua kali", "holds the same key twice"},
       exporter},
      {Kind::kValueOfAnotherForm,
       "VALUE_OF_ANOTHER_FORM",
       kUnreadable,
       {"memuat nilai dengan bentuk yang salah", "holds a value of the wrong form"},
       exporter},
      {Kind::kNotADate,
       "NOT_A_DATE",
       kUnreadable,
       {"memuat tanggal yang tidak ada di kalender", "holds a date that the calendar does not have"},
       record},
      {Kind::kValueUnknown,
       "VALUE_UNKNOWN",
       kUnreadable,
       {"memuat nilai di luar daftar yang diperbolehkan", "holds a value outside its list"},
       exporter},
  };
}

// What model::Validate objects to.
std::vector<QualityKindInfo> KindsOfContradiction() {
  constexpr QualityEffect kInvalid = QualityEffect::kInvalid;
  const Text exporter{kExporterId, kExporterEn};
  const Text record{kRecordId, kRecordEn};
  const Text identity{kIdentityId, kIdentityEn};
  return {
      {Kind::kNikMalformed, "NIK_MALFORMED", kInvalid, {"NIK bukan 16 angka", "a NIK is not 16 digits"}, identity},
      {Kind::kKkMalformed, "KK_MALFORMED", kInvalid, {"nomor KK bukan 16 angka", "a KK number is not 16 digits"}, identity},
      {Kind::kIdIsAnIdentity,
       "ID_IS_AN_IDENTITY",
       kInvalid,
       {"id keluarga adalah NIK atau nomor KK", "the household's id is a NIK or KK number"},
       {"Pengelola data: beri keluarga ini nomor register sendiri.",
        "The data manager: give the family an id of the register's."}},
      {Kind::kNikTwiceInRecord,
       "NIK_TWICE_IN_RECORD",
       kInvalid,
       {"dua anggota keluarga dengan NIK yang sama", "two members of a family have the same NIK"},
       identity},
      {Kind::kTwoHeads,
       "TWO_HEADS",
       kInvalid,
       {"lebih dari satu kepala keluarga yang hidup", "more than one living head of the family"},
       record},
      {Kind::kRegionWithoutSystem,
       "REGION_WITHOUT_SYSTEM",
       kInvalid,
       {"kode wilayah tanpa sistem kodenya", "a region code without its code system"},
       exporter},
      {Kind::kRegionMalformed,
       "REGION_MALFORMED",
       kInvalid,
       {"kode wilayah bukan kode sistemnya", "a region code that is no code of its system"},
       exporter},
      {Kind::kDateImplausible,
       "DATE_IMPLAUSIBLE",
       kInvalid,
       {"tanggal di luar tahun 1900-2200", "a date outside the years 1900 to 2200"},
       record},
      {Kind::kBornInTheFuture,
       "BORN_IN_THE_FUTURE",
       kInvalid,
       {"lahir setelah hari register", "born after the day of the register"},
       identity},
      {Kind::kOlderThanAnybody,
       "OLDER_THAN_ANYBODY",
       kInvalid,
       {"berumur lebih dari 130 tahun", "older than 130 years"},
       identity},
      {Kind::kDatesOutOfOrder,
       "DATES_OUT_OF_ORDER",
       kInvalid,
       {"dua tanggal dengan urutan yang mustahil", "two dates in an impossible order"},
       record},
      {Kind::kExitWithoutDay,
       "EXIT_WITHOUT_DAY",
       kInvalid,
       {"alasan keluar tanpa tanggal keluar", "a kind of exit without its day"},
       record},
      {Kind::kNumberOutOfRange,
       "NUMBER_OUT_OF_RANGE",
       kInvalid,
       {"angka di luar batas yang mungkin", "a number beyond what is possible"},
       record},
      {Kind::kTextMalformed,
       "TEXT_MALFORMED",
       kInvalid,
       {"teks rusak atau terlalu panjang", "a text that is damaged or too long"},
       exporter},
      {Kind::kListTooLong,
       "LIST_TOO_LONG",
       kInvalid,
       {"daftar yang terlalu panjang untuk satu keluarga", "a list too long for one family"},
       exporter},
      {Kind::kPregnantMan, "PREGNANT_MAN", kInvalid, {"laki-laki tercatat hamil", "a man recorded as pregnant"}, record},
      {Kind::kRanksDiffer,
       "RANKS_DIFFER",
       kInvalid,
       {"dua desil dalam satu pemutakhiran pada hari yang sama", "two deciles in one snapshot of one day"},
       {"Pengelola DTSEN: tanyakan desil mana yang berlaku.", "The keeper of DTSEN: which decile holds?"}},
      {Kind::kNotListed,
       "NOT_LISTED",
       kInvalid,
       {"lebih banyak temuan daripada yang didaftar untuk satu catatan", "more findings than are listed for one record"},
       exporter},
  };
}

// What only a register asks.
std::vector<QualityKindInfo> KindsOfDoubt() {
  constexpr QualityEffect kQuestionable = QualityEffect::kQuestionable;
  const Text record{kRecordId, kRecordEn};
  const Text identity{kIdentityId, kIdentityEn};
  return {
      {Kind::kNikInTwoRecords,
       "NIK_IN_TWO_RECORDS",
       kQuestionable,
       {"NIK yang sama di catatan lain", "the same NIK in another record"},
       {"Kedua operator, dengan Dukcapil: di keluarga mana orang ini tercatat pada KK?",
        "Both operators, with the civil registry: on which family card does the person stand?"}},
      {Kind::kKkInTwoRecords,
       "KK_IN_TWO_RECORDS",
       kQuestionable,
       {"nomor KK yang sama di catatan lain", "the same KK number in another record"},
       {"Kedua operator, dengan Dukcapil: catatan mana yang memuat KK ini, atau satukan keduanya.",
        "Both operators, with the civil registry: which record holds the card, or join the two."}},
      {Kind::kRecordTwice,
       "RECORD_TWICE",
       kQuestionable,
       {"catatan yang sama persis ada lagi", "exactly the same record again"},
       {"Pengelola data: hapus salinannya.", "The data manager: take the copies out."}},
      {Kind::kIdInTwoRecords,
       "ID_IN_TWO_RECORDS",
       kQuestionable,
       {"id keluarga yang sama di catatan lain yang isinya berbeda", "the same household id in another record that differs"},
       {"Pengelola data: catatan mana yang berlaku, atau apakah dua keluarga diberi satu id?",
        "The data manager: which record holds, or were two families given one id?"}},
      {Kind::kNikFiller,
       "NIK_FILLER",
       kQuestionable,
       {"NIK berisi 16 angka yang sama, pengisi kosong", "a NIK of sixteen equal digits, a filler"},
       identity},
      {Kind::kKkFiller,
       "KK_FILLER",
       kQuestionable,
       {"nomor KK berisi 16 angka yang sama, pengisi kosong", "a KK number of sixteen equal digits, a filler"},
       identity},
      {Kind::kRegionNeverExisted,
       "REGION_NEVER_EXISTED",
       kQuestionable,
       {"kode wilayah tidak ada dalam daftar mana pun", "a region code that no list has"},
       {"Operator desa: di wilayah mana keluarga ini tinggal?", "The village operator: in which region does the family live?"}},
      {Kind::kRegionOfAnotherVintage,
       "REGION_OF_ANOTHER_VINTAGE",
       kQuestionable,
       {"kode wilayah dari daftar tahun lain", "a region code of another vintage"},
       {"Pengelola data: ganti dengan kode yang berlaku.", "The data manager: replace it by the code in force."}},
      {Kind::kDateAhead,
       "DATE_AHEAD",
       kQuestionable,
       {"tanggal kejadian setelah hari register", "something that happened after the day of the register"},
       record},
      {Kind::kObservationsDiffer,
       "OBSERVATIONS_DIFFER",
       kQuestionable,
       {"dua pengamatan hari yang sama dengan angka berbeda", "two observations of one day with different numbers"},
       {"Kedua sumber: angka mana yang benar?", "Both sources: which number is right?"}},
      {Kind::kOpinionsDiffer,
       "OPINIONS_DIFFER",
       kQuestionable,
       {"dua pendapat pendamping hari yang sama yang berbeda", "two different judgements of a mentor of one day"},
       {"Pendamping: pendapat mana yang berlaku?", "The mentor: which judgement holds?"}},
  };
}

}  // namespace

const std::vector<QualityKindInfo>& QualityKinds() {
  static const std::vector<QualityKindInfo>* const kinds = [] {
    auto* all = new std::vector<QualityKindInfo>;
    for (const auto& some : {KindsOfReading(), KindsOfContradiction(), KindsOfDoubt()}) {
      all->insert(all->end(), some.begin(), some.end());
    }
    return all;
  }();
  return *kinds;
}

const QualityKindInfo& InfoOf(QualityKind kind) { return QualityKinds()[static_cast<size_t>(kind)]; }

}  // namespace graduasi
