// The life cycle as data: every transition, and what states, events, roles and conditions are called. All rules of who may do
// what, when, stand here and nowhere else; how a condition is tested is in life_cycle_rules.cc.
#include <cstddef>

#include "graduasi/life_cycle.h"

namespace graduasi {
namespace {

using State = LifeState;
using Event = LifeEventKind;
using By = LifeRole;
using Needs = LifeCondition;
using To = Transition::To;

template <typename Enum>
const char* NameOf(Enum value) {
  for (const EnumName<Enum>& known : DescribeEnum<Enum>::names) {
    if (known.value == value) return known.name;
  }
  return "";
}

const std::vector<State>& Candidate() {
  static const auto& states = *new std::vector<State>{State::kNominated, State::kAssessed, State::kVerified};
  return states;
}

const std::vector<State>& Left() {
  static const auto& states = *new std::vector<State>{State::kGraduated, State::kMonitored, State::kClosed};
  return states;
}

const std::vector<State>& NoCandidate() {
  static const auto& states =
      *new std::vector<State>{State::kRecipient, State::kIdentified, State::kInMentoring, State::kReturned};
  return states;
}

const std::vector<State>& Mentored() {
  static const auto& states =
      *new std::vector<State>{State::kInMentoring, State::kNominated, State::kAssessed, State::kVerified};
  return states;
}

const std::vector<State>& Every() {
  static const auto& states = *[] {
    auto* all = new std::vector<State>;
    for (const EnumName<State>& known : DescribeEnum<State>::names) all->push_back(known.value);
    return all;
  }();
  return states;
}

std::vector<Transition> MakeTransitions() {
  return {
      {Event::kIdentify,
       {State::kRecipient, State::kReturned},
       To::kState,
       State::kIdentified,
       {By::kMentor, By::kVillage, By::kOfficer},
       {}},
      {Event::kStartMentoring, {State::kIdentified}, To::kState, State::kInMentoring, {By::kMentor, By::kOfficer}, {}},
      {Event::kWithdraw,
       {State::kIdentified, State::kInMentoring, State::kNominated, State::kAssessed, State::kVerified},
       To::kState,
       State::kRecipient,
       {By::kHousehold, By::kMentor, By::kOfficer},
       {Needs::kReason}},

      {Event::kRecordFinding, Mentored(), To::kStays, {}, {By::kInspector, By::kOfficer}, {Needs::kFinding}},
      {Event::kPutRight, Mentored(), To::kStays, {}, {By::kHousehold, By::kMentor}, {Needs::kOpenFinding}},
      {Event::kConfirmFinding, Mentored(), To::kStays, {}, {By::kInspector, By::kOfficer}, {Needs::kFindingPutRight}},
      {Event::kClearFinding, Mentored(), To::kStays, {}, {By::kInspector, By::kOfficer}, {Needs::kFindingPutRight}},

      {Event::kNominate,
       {State::kInMentoring},
       To::kState,
       State::kNominated,
       {By::kMentor, By::kOfficer},
       {Needs::kNoObjection, Needs::kCandidateDecision, Needs::kNoBlockingFinding}},
      {Event::kNominate,
       {State::kRecipient, State::kIdentified, State::kReturned},
       To::kState,
       State::kNominated,
       {By::kMentor, By::kOfficer},
       {Needs::kNoObjection, Needs::kCandidateDecision, Needs::kExitWithoutMentoring}},
      {Event::kDefer,
       Candidate(),
       To::kStays,
       {},
       {By::kMentor, By::kOfficer, By::kSoftware},
       {Needs::kNotDeferred, Needs::kMissingData}},
      {Event::kResume, Candidate(), To::kStays, {}, {By::kMentor, By::kOfficer}, {Needs::kDeferred, Needs::kDataKnown}},
      {Event::kSignStatement,
       {State::kInMentoring, State::kNominated, State::kAssessed},
       To::kStays,
       {},
       {By::kHousehold},
       {Needs::kDocument}},
      {Event::kAssess,
       {State::kNominated},
       To::kState,
       State::kAssessed,
       {By::kMentor, By::kOfficer},
       {Needs::kDocument, Needs::kNoObjection, Needs::kNotDeferred, Needs::kCandidateDecision}},
      {Event::kDeliberate,
       {State::kNominated, State::kAssessed},
       To::kStays,
       {},
       {By::kVillage},
       {Needs::kDocument, Needs::kNoObjection, Needs::kNotDeferred, Needs::kSigned}},
      {Event::kVerify,
       {State::kAssessed},
       To::kState,
       State::kVerified,
       {By::kOfficer},
       {Needs::kDocument, Needs::kNoObjection, Needs::kNotDeferred, Needs::kDeliberated}},
      {Event::kNotReady, Candidate(), To::kBack, {}, {By::kMentor, By::kVillage, By::kOfficer}, {Needs::kReason}},

      // The only row that leads to GRADUATED.
      {Event::kGraduate,
       {State::kVerified},
       To::kState,
       State::kGraduated,
       {By::kOfficer},
       {Needs::kReason, Needs::kDocument, Needs::kNoObjection, Needs::kNotDeferred, Needs::kEligibleDecision,
        Needs::kVerifiedInOrder, Needs::kNoBlockingFinding}},
      {Event::kStartMonitoring,
       {State::kGraduated},
       To::kState,
       State::kMonitored,
       {By::kMentor, By::kOfficer},
       {Needs::kNoObjection}},
      {Event::kClose,
       {State::kMonitored},
       To::kState,
       State::kClosed,
       {By::kOfficer},
       {Needs::kNoObjection, Needs::kMonitoringOver}},
      {Event::kReturn, {State::kGraduated, State::kMonitored}, To::kState, State::kReturned, {By::kOfficer}, {Needs::kReason}},

      // A family says no without a form: neither reason nor document.
      {Event::kObject, Every(), To::kStays, {}, {By::kHousehold, By::kMentor, By::kVillage}, {Needs::kNominated}},
      {Event::kUpholdObjection,
       Candidate(),
       To::kBack,
       {},
       {By::kOfficer},
       {Needs::kReason, Needs::kDocument, Needs::kOpenObjection}},
      {Event::kUpholdObjection,
       Left(),
       To::kState,
       State::kReturned,
       {By::kOfficer},
       {Needs::kReason, Needs::kDocument, Needs::kOpenObjection}},
      {Event::kUpholdObjection,
       NoCandidate(),
       To::kStays,
       {},
       {By::kOfficer},
       {Needs::kReason, Needs::kDocument, Needs::kOpenObjection}},
      {Event::kRejectObjection,
       Every(),
       To::kStays,
       {},
       {By::kOfficer},
       {Needs::kReason, Needs::kDocument, Needs::kOpenObjection}},
      {Event::kHandOver, Every(), To::kStays, {}, {By::kOfficer}, {Needs::kDocument, Needs::kOtherOffice}},
  };
}

// By position of the enumerator; the tests hold the lengths to those of the enums.
const Text& At(const std::vector<Text>& texts, int position) {
  static const Text& none = *new Text;
  return position >= 0 && static_cast<size_t>(position) < texts.size() ? texts[static_cast<size_t>(position)] : none;
}

}  // namespace

const char* Name(LifeState state) { return NameOf(state); }
const char* Name(LifeEventKind kind) { return NameOf(kind); }
const char* Name(LifeRole role) { return NameOf(role); }

const std::vector<Transition>& Transitions() {
  static const auto& transitions = *new std::vector<Transition>(MakeTransitions());
  return transitions;
}

const Text& Title(LifeState state) {
  static const auto& texts = *new std::vector<Text>{
      {"penerima manfaat", "recipient"},
      {"teridentifikasi", "identified"},
      {"dalam pendampingan", "in mentoring"},
      {"calon graduasi", "candidate"},
      {"sudah dinilai siap", "assessed as ready"},
      {"sudah diverifikasi", "verified"},
      {"sudah graduasi", "graduated"},
      {"dipantau", "monitored"},
      {"selesai", "closed"},
      {"kembali menerima bantuan", "back in assistance"},
  };
  return At(texts, static_cast<int>(state));
}

const Text& Title(LifeEventKind kind) {
  static const auto& texts = *new std::vector<Text>{
      {"identifikasi", "identification"},
      {"mulai pendampingan", "start of mentoring"},
      {"pengunduran diri dari pencalonan", "withdrawal from the candidacy"},
      {"pencatatan temuan", "recording of a finding"},
      {"perbaikan temuan", "corrective action"},
      {"pemeriksaan ulang: belum benar", "re-inspection: not right yet"},
      {"pemeriksaan ulang: sudah benar", "re-inspection: put right"},
      {"pengusulan calon", "nomination"},
      {"penundaan karena data", "deferral for missing data"},
      {"pelanjutan setelah data lengkap", "resumption with the data known"},
      {"pernyataan keluarga", "statement of the family"},
      {"penilaian", "assessment"},
      {"musyawarah desa atau kelurahan", "village deliberation"},
      {"verifikasi", "verification"},
      {"belum siap", "not ready"},
      {"penetapan graduasi", "graduation"},
      {"mulai pemantauan", "start of monitoring"},
      {"penutupan", "closing"},
      {"kembali menerima bantuan", "return to assistance"},
      {"keberatan", "objection"},
      {"keberatan diterima", "objection upheld"},
      {"keberatan ditolak", "objection rejected"},
      {"serah terima data", "hand-over of the data"},
      {"pembetulan", "correction"},
  };
  return At(texts, static_cast<int>(kind));
}

const Text& Title(LifeRole role) {
  static const auto& texts = *new std::vector<Text>{
      {"keluarga", "the family"},     {"pendamping", "the mentor"},
      {"pemeriksa", "the inspector"}, {"desa atau kelurahan", "the village"},
      {"petugas", "the officer"},     {"perangkat lunak", "software"},
  };
  return At(texts, static_cast<int>(role));
}

const Text& Title(LifeCondition condition) {
  static const auto& texts = *new std::vector<Text>{
      {"alasan dicatat", "a reason is given"},
      {"nomor dokumen dicatat", "the number of a document is given"},
      {"butir dan tingkat temuan dicatat, dan butir itu belum menjadi temuan terbuka",
       "item and severity of the finding are given, and that item is not an open finding already"},
      {"butir dari temuan yang masih terbuka dicatat", "the item of an open finding is given"},
      {"butir dari temuan terbuka yang sudah dilaporkan diperbaiki dicatat",
       "the item of an open finding that was reported as put right is given"},
      {"tidak ada temuan berat yang masih terbuka, kecuali untuk graduasi alamiah atau oleh sistem",
       "no grave finding is open, unless the exit is natural or by the system"},
      {"keputusan yang masih berlaku: DAPAT DIUSULKAN, atau hanya kurang hal yang dilengkapi oleh prosedur",
       "a current decision: MAY BE PROPOSED, or nothing open but what the procedure completes"},
      {"keputusan yang masih berlaku: DAPAT DIUSULKAN", "a current decision: MAY BE PROPOSED"},
      {"keputusan yang masih berlaku: PERLU DATA, dengan nama data yang kurang",
       "a current decision: NEEDS DATA, naming the missing facts"},
      {"keputusan yang masih berlaku, dengan data yang ditunggu sudah diketahui",
       "a current decision in which the facts waited for are known"},
      {"jalur keputusan alamiah atau oleh sistem; selain itu keluarga didampingi dahulu",
       "the decision's route is natural or by the system; any other family is mentored first"},
      {"pernyataan keluarga sudah ditandatangani, pada hari yang pasti tidak lebih lambat",
       "the family's statement was signed, on a day that is certainly not later"},
      {"pernyataan keluarga, lalu musyawarah, lalu verifikasi, pada hari yang pasti berurutan",
       "the family's statement, then the deliberation, then the verification, on days that are certainly in this order"},
      {"pernyataan, musyawarah, dan verifikasi lengkap dan pasti berurutan",
       "statement, deliberation and verification are complete and certainly in this order"},
      {"pencalonan tidak sedang ditunda", "the candidacy is not deferred"},
      {"pencalonan sedang ditunda", "the candidacy is deferred"},
      {"tidak ada keberatan yang terbuka", "no objection is open"},
      {"keluarga pernah diusulkan", "the family was nominated at some time"},
      {"nomor keberatan yang masih terbuka dicatat", "the number of an open objection is given"},
      {"masa pemantauan pasti sudah selesai", "the months of monitoring are certainly over"},
      {"kantor penerima dicatat, dan bukan kantor yang sudah memegang data",
       "the receiving office is given, and does not have the data already"},
  };
  return At(texts, static_cast<int>(condition));
}

}  // namespace graduasi
