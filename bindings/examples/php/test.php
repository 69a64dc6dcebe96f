<?php
// Every case of tests/cases decided from PHP: outcome, results and reasons must be those that the case expects. Then many
// decisions in one process, whose memory must not grow.
declare(strict_types=1);
require __DIR__ . '/graduasi.php';

[, $root, $library] = $argv;
$policies = [];
$wrong = 0;
$compared = 0;

function expect(string $what, mixed $expected, mixed $actual): void
{
    global $wrong, $compared;
    ++$compared;
    if ($expected !== $actual) {
        ++$wrong;
        echo "$what: expected ", json_encode($expected), ', got ', json_encode($actual), "\n";
    }
}

$files = glob("$root/tests/cases/*.json");
foreach ($files as $file) {
    $case = json_decode(file_get_contents($file));
    if (isset($case->recorded_when_true)) {
        continue; // an option of the library that the example leaves out
    }
    $policies[$case->policy] ??= new GraduasiPolicy(file_get_contents("$root/$case->policy"), $library);
    // Decoded into objects, so that {} stays {}.
    $record = is_string($case->household) ? $case->household : json_encode($case->household, JSON_PRESERVE_ZERO_FRACTION);
    $decision = $policies[$case->policy]->decide($record, $case->as_of);
    $name = basename($file, '.json');
    expect("$name outcome", $case->expect->outcome, $decision['outcome']);
    $rules = array_column(array_merge($decision['criteria'] ?? [], $decision['safeguards'] ?? []), null, 'id');
    foreach (['criteria', 'safeguards'] as $kind) {
        foreach ($case->expect->$kind ?? [] as $id => $result) {
            expect("$name $id", $result, $rules[$id]['result'] ?? null);
        }
    }
    foreach ($case->expect->reasons ?? [] as $id => $texts) {
        foreach ($texts as $language => $text) {
            expect("$name $id $language", $text, $rules[$id]['reason'][$language] ?? null);
        }
    }
    if (isset($case->expect->missing)) {
        expect("$name missing", $case->expect->missing, array_column($decision['missing'] ?? [], 'path'));
    }
}

function residentKilobytes(): int
{
    preg_match('/VmRSS:\s+(\d+)/', file_get_contents('/proc/self/status'), $found);
    return (int) $found[1];
}

$policy = $policies['policies/pkh-graduasi/2026.policy.txtpb'];
for ($i = 0; $i < 1000; ++$i) {
    $policy->decide(['id' => "K$i"], '2026-06-15');
}
$before = residentKilobytes();
for ($i = 0; $i < 10000; ++$i) {
    $policy->decide(['id' => "K$i"], '2026-06-15');
}
if (residentKilobytes() - $before > 8192) {
    ++$wrong;
    echo 'Memory grew from ', $before, ' to ', residentKilobytes(), " kB.\n";
}
echo count($files), " cases, $compared comparisons, $wrong wrong\n";
exit($wrong === 0 && $compared > 500 ? 0 : 1);
