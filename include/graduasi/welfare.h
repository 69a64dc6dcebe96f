// How a household fares: decile history, incomes, spending, dwelling, assets, savings, shocks. Every observation carries its
// day.
#ifndef GRADUASI_WELFARE_H_
#define GRADUASI_WELFARE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "graduasi/date.h"
#include "graduasi/field.h"

namespace graduasi {

enum class IncomeSource { kWages, kBusiness, kFarming, kRemittances, kTransfers, kOtherIncome };
template <>
struct DescribeEnum<IncomeSource> {
  static constexpr const char* name = "IncomeSource";
  static constexpr EnumName<IncomeSource> names[] = {
      {IncomeSource::kWages, "WAGES"},         {IncomeSource::kBusiness, "BUSINESS"},
      {IncomeSource::kFarming, "FARMING"},     {IncomeSource::kRemittances, "REMITTANCES"},
      {IncomeSource::kTransfers, "TRANSFERS"}, {IncomeSource::kOtherIncome, "OTHER_INCOME"}};
};

// Right to the dwelling.
enum class Tenure { kOwned, kRented, kRentFree, kOfficialHousing, kOtherTenure };
template <>
struct DescribeEnum<Tenure> {
  static constexpr const char* name = "Tenure";
  static constexpr EnumName<Tenure> names[] = {{Tenure::kOwned, "OWNED"},
                                               {Tenure::kRented, "RENTED"},
                                               {Tenure::kRentFree, "RENT_FREE"},
                                               {Tenure::kOfficialHousing, "OFFICIAL_HOUSING"},
                                               {Tenure::kOtherTenure, "OTHER_TENURE"}};
};

// Grade of the material of a floor, wall or roof.
enum class Material { kDurable, kSemiDurable, kNotDurable };
template <>
struct DescribeEnum<Material> {
  static constexpr const char* name = "Material";
  static constexpr EnumName<Material> names[] = {
      {Material::kDurable, "DURABLE"}, {Material::kSemiDurable, "SEMI_DURABLE"}, {Material::kNotDurable, "NOT_DURABLE"}};
};

enum class WaterSource { kPiped, kBottled, kProtectedWell, kUnprotectedWell, kSurfaceWater, kOtherWater };
template <>
struct DescribeEnum<WaterSource> {
  static constexpr const char* name = "WaterSource";
  static constexpr EnumName<WaterSource> names[] = {{WaterSource::kPiped, "PIPED"},
                                                    {WaterSource::kBottled, "BOTTLED"},
                                                    {WaterSource::kProtectedWell, "PROTECTED_WELL"},
                                                    {WaterSource::kUnprotectedWell, "UNPROTECTED_WELL"},
                                                    {WaterSource::kSurfaceWater, "SURFACE_WATER"},
                                                    {WaterSource::kOtherWater, "OTHER_WATER"}};
};

enum class Toilet { kOwnToilet, kSharedToilet, kPublicToilet, kNoToilet };
template <>
struct DescribeEnum<Toilet> {
  static constexpr const char* name = "Toilet";
  static constexpr EnumName<Toilet> names[] = {{Toilet::kOwnToilet, "OWN_TOILET"},
                                               {Toilet::kSharedToilet, "SHARED_TOILET"},
                                               {Toilet::kPublicToilet, "PUBLIC_TOILET"},
                                               {Toilet::kNoToilet, "NO_TOILET"}};
};

// Where the toilet empties.
enum class WasteDisposal { kSepticTank, kSewer, kPit, kOpenWater, kOtherDisposal };
template <>
struct DescribeEnum<WasteDisposal> {
  static constexpr const char* name = "WasteDisposal";
  static constexpr EnumName<WasteDisposal> names[] = {{WasteDisposal::kSepticTank, "SEPTIC_TANK"},
                                                      {WasteDisposal::kSewer, "SEWER"},
                                                      {WasteDisposal::kPit, "PIT"},
                                                      {WasteDisposal::kOpenWater, "OPEN_WATER"},
                                                      {WasteDisposal::kOtherDisposal, "OTHER_DISPOSAL"}};
};

enum class AssetKind {
  kMotorcycle,
  kCar,
  kBoat,
  kSewingMachine,
  kProductionEquipment,
  kKiosk,
  kLargeLivestock,
  kSmallLivestock,
  kPoultry,
  kFarmLand,
  kRefrigerator,
  kComputer,
  kGold,
  kOtherAsset,
};
template <>
struct DescribeEnum<AssetKind> {
  static constexpr const char* name = "AssetKind";
  static constexpr EnumName<AssetKind> names[] = {{AssetKind::kMotorcycle, "MOTORCYCLE"},
                                                  {AssetKind::kCar, "CAR"},
                                                  {AssetKind::kBoat, "BOAT"},
                                                  {AssetKind::kSewingMachine, "SEWING_MACHINE"},
                                                  {AssetKind::kProductionEquipment, "PRODUCTION_EQUIPMENT"},
                                                  {AssetKind::kKiosk, "KIOSK"},
                                                  {AssetKind::kLargeLivestock, "LARGE_LIVESTOCK"},
                                                  {AssetKind::kSmallLivestock, "SMALL_LIVESTOCK"},
                                                  {AssetKind::kPoultry, "POULTRY"},
                                                  {AssetKind::kFarmLand, "FARM_LAND"},
                                                  {AssetKind::kRefrigerator, "REFRIGERATOR"},
                                                  {AssetKind::kComputer, "COMPUTER"},
                                                  {AssetKind::kGold, "GOLD"},
                                                  {AssetKind::kOtherAsset, "OTHER_ASSET"}};
};

enum class ShockKind { kDisaster, kEarnerLost, kSeriousIllness, kOtherShock };
template <>
struct DescribeEnum<ShockKind> {
  static constexpr const char* name = "ShockKind";
  static constexpr EnumName<ShockKind> names[] = {{ShockKind::kDisaster, "DISASTER"},
                                                  {ShockKind::kEarnerLost, "EARNER_LOST"},
                                                  {ShockKind::kSeriousIllness, "SERIOUS_ILLNESS"},
                                                  {ShockKind::kOtherShock, "OTHER_SHOCK"}};
};

// Place in the national welfare ranking (DTSEN) in one snapshot. Decile 1 is the poorest tenth.
struct WelfareRank {
  std::optional<PartialDate> observed_on;
  std::optional<std::string> snapshot;
  std::optional<int64_t> decile;
  std::optional<int64_t> score_thousandths;
};
template <>
struct Describe<WelfareRank> {
  static constexpr const char* name = "WelfareRank";
  static constexpr auto fields =
      std::make_tuple(Field{"observed_on", &WelfareRank::observed_on, "", "date of the snapshot", Role::kRecordedOn},
                      Field{"snapshot", &WelfareRank::snapshot, "", "name of the snapshot"},
                      Field{"decile", &WelfareRank::decile, "", "national welfare decile, 1 (poorest) to 10"},
                      Field{"score_thousandths", &WelfareRank::score_thousandths, "thousandths",
                            "welfare or poverty index of the register, in thousandths"});
};

// Income of the household over a month.
struct Income {
  std::optional<PartialDate> observed_on;
  std::optional<int64_t> amount_idr;
  std::optional<bool> with_transfers;
  std::optional<IncomeSource> source;
};
template <>
struct Describe<Income> {
  static constexpr const char* name = "Income";
  static constexpr auto fields =
      std::make_tuple(Field{"observed_on", &Income::observed_on, "", "date or month of the observation", Role::kRecordedOn},
                      Field{"amount_idr", &Income::amount_idr, "IDR per month", "amount"},
                      Field{"with_transfers", &Income::with_transfers, "", "social assistance is counted in"},
                      Field{"source", &Income::source, "", "where it comes from; absent: all sources together"});
};

// Consumption of the household over a month.
struct Expenditure {
  std::optional<PartialDate> observed_on;
  std::optional<int64_t> amount_idr;
};
template <>
struct Describe<Expenditure> {
  static constexpr const char* name = "Expenditure";
  static constexpr auto fields = std::make_tuple(
      Field{"observed_on", &Expenditure::observed_on, "", "date or month of the observation", Role::kRecordedOn},
      Field{"amount_idr", &Expenditure::amount_idr, "IDR per month", "amount"});
};

// The house.
struct Dwelling {
  std::optional<PartialDate> observed_on;
  std::optional<Tenure> tenure;
  std::optional<Material> floor;
  std::optional<Material> wall;
  std::optional<Material> roof;
  std::optional<int64_t> floor_area_m2;
  std::optional<WaterSource> water;
  std::optional<Toilet> toilet;
  std::optional<WasteDisposal> waste_disposal;
  std::optional<int64_t> power_va;
};
template <>
struct Describe<Dwelling> {
  static constexpr const char* name = "Dwelling";
  static constexpr auto fields = std::make_tuple(
      Field{"observed_on", &Dwelling::observed_on, "", "date of the observation", Role::kRecordedOn},
      Field{"tenure", &Dwelling::tenure, "", "right to the dwelling"},
      Field{"floor", &Dwelling::floor, "", "material of the floor"},
      Field{"wall", &Dwelling::wall, "", "material of the walls"}, Field{"roof", &Dwelling::roof, "", "material of the roof"},
      Field{"floor_area_m2", &Dwelling::floor_area_m2, "m2", "floor area"},
      Field{"water", &Dwelling::water, "", "main source of drinking water"}, Field{"toilet", &Dwelling::toilet, "", "toilet"},
      Field{"waste_disposal", &Dwelling::waste_disposal, "", "where the toilet empties"},
      Field{"power_va", &Dwelling::power_va, "VA", "connected electric power; 0: none"});
};

// Things owned, counted.
struct Asset {
  std::optional<PartialDate> observed_on;
  std::optional<AssetKind> kind;
  std::optional<int64_t> count;
  std::optional<bool> productive;
};
template <>
struct Describe<Asset> {
  static constexpr const char* name = "Asset";
  static constexpr auto fields =
      std::make_tuple(Field{"observed_on", &Asset::observed_on, "", "date of the observation", Role::kRecordedOn},
                      Field{"kind", &Asset::kind, "", "what it is"}, Field{"count", &Asset::count, "pieces", "how many"},
                      Field{"productive", &Asset::productive, "", "earns money for the household"});
};

// What the household has saved and owes.
struct Balance {
  std::optional<PartialDate> observed_on;
  std::optional<int64_t> savings_idr;
  std::optional<int64_t> debt_idr;
  std::optional<int64_t> arrears_idr;
};
template <>
struct Describe<Balance> {
  static constexpr const char* name = "Balance";
  static constexpr auto fields = std::make_tuple(
      Field{"observed_on", &Balance::observed_on, "", "date of the observation", Role::kRecordedOn},
      Field{"savings_idr", &Balance::savings_idr, "IDR", "savings"}, Field{"debt_idr", &Balance::debt_idr, "IDR", "debt"},
      Field{"arrears_idr", &Balance::arrears_idr, "IDR", "part of the debt that is overdue"});
};

// A blow to the household.
struct Shock {
  std::optional<PartialDate> happened_on;
  std::optional<ShockKind> kind;
};
template <>
struct Describe<Shock> {
  static constexpr const char* name = "Shock";
  static constexpr auto fields = std::make_tuple(Field{"happened_on", &Shock::happened_on, "", "date", Role::kRecordedOn},
                                                 Field{"kind", &Shock::kind, "", "what happened"});
};

}  // namespace graduasi

#endif  // GRADUASI_WELFARE_H_
