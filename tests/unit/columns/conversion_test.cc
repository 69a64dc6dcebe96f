// Conversions and the parts of time, where the language's public suite is silent or the borders matter.
#include <map>

#include "tests/unit/columns/evaluation.h"

namespace graduasi::columns {
namespace {

void Expect(const std::map<std::string, std::string>& expected) {
  Evaluation e;
  e.rules = Rules::kLanguage;
  for (const auto& [source, value] : expected) EXPECT_EQ(e.One(source), value) << source;
}

TEST(Conversion, ADoubleIsWrittenWithTheFewestDigitsThatReadBack) {
  Expect({{"string(100.0)", "100"},
          {"string(0.1)", "0.1"},
          {"string(-0.0)", "-0"},
          {"string(0.1 + 0.2)", "0.30000000000000004"},
          {"string(999999.0)", "999999"},
          {"string(1000000.0)", "1e+06"},
          {"string(0.0001)", "0.0001"},
          {"string(0.00001)", "1e-05"},
          {"string(1.5e300)", "1.5e+300"},
          {"string(0.0 / 0.0)", "NaN"},
          {"string(-1.0 / 0.0)", "-Inf"}});
}

TEST(Conversion, WhatDoesNotReadOrFitIsAnError) {
  Expect({{"int('')", "error"},
          {"int(' 1')", "error"},
          {"int('1_000')", "error"},
          {"int('9223372036854775808')", "error"},
          {"int('-9223372036854775808')", "-9223372036854775808"},
          {"int('+7')", "7"},
          {"int('+-7')", "error"},
          {"uint('-1')", "error"},
          {"uint('18446744073709551616')", "error"},
          {"uint(-1)", "error"},
          {"int(18446744073709551615u)", "error"},
          {"int(9.3e18)", "error"},
          {"int(0.0 / 0.0)", "error"},
          {"uint(-0.5)", "error"},
          {"double('')", "error"},
          {"double('1e400')", "error"},
          {"double('1e-400')", "0"},
          {"double('0x10')", "error"},
          {"bool('yes')", "error"},
          {"string(b'\\xff')", "error"},
          {"date('2025' + '-02-29')", "error"},
          {"date('2024' + '-02-29')", "2024-02-29"},
          {"date('2024' + '-2-29')", "error"},
          {"timestamp('2024-02-30T00:00:00Z')", "error"},
          {"timestamp('2024-02-29T24:00:00Z')", "error"},
          {"timestamp('2024-02-29T00:00:00')", "error"},
          {"timestamp(253402300800)", "error"},
          {"timestamp(-62135596801)", "error"},
          {"duration('')", "error"},
          {"duration('1')", "error"},
          {"duration('1d')", "error"},
          {"duration('-')", "error"},
          {"duration('9223372036.854775808s')", "error"},
          {"string(duration('-9223372036.854775808s'))", "-9223372036.854775808s"},
          {"string(duration('1h2m3.5s'))", "3723.5s"},
          {"string(duration('1.5us'))", "0.0000015s"}});
}

TEST(Conversion, ATimestampGivesItsDateInUtc) {
  Expect({{"date(timestamp('2025-12-31T23:59:59.9Z'))", "2025-12-31"},
          {"date(timestamp('1969-12-31T23:59:59Z'))", "1969-12-31"},
          {"date(timestamp('0001-01-01T00:00:00Z'))", "0001-01-01"},
          {"string(timestamp('2025-06-01T07:00:00+07:00'))", "2025-06-01T00:00:00Z"},
          {"string(timestamp('1969-12-31T23:59:59.25Z'))", "1969-12-31T23:59:59.25Z"}});
}

TEST(Conversion, TimeZonesAreNamesOfTheDatabaseOrOffsets) {
  const std::string time = "timestamp('2025-06-01T18:30:00Z').getHours(";
  Expect({{time + "'Asia/Jakarta')", "1"},
          {time + "'+07:00')", "1"},
          {time + "'07:00')", "1"},
          {time + "'-02:30')", "16"},
          {time + "'UTC')", "18"},
          {time + "'localtime')", "error"},
          {time + "'/etc/localtime')", "error"},
          {time + "'../localtime')", "error"},
          {time + "'Nowhere/Nothing')", "error"},
          {time + "'')", "error"},
          {"timestamp('2025-06-01T00:00:00Z').getDayOfWeek()", "0"},
          {"timestamp('1969-12-31T00:00:00Z').getDayOfWeek()", "3"},
          {"timestamp('0001-01-01T00:00:00Z').getFullYear('-01:00')", "0"},
          {"timestamp('2024-12-31T00:00:00Z').getDayOfYear()", "365"}});
}

}  // namespace
}  // namespace graduasi::columns
