<?php
// php decide.php POLICY HOUSEHOLD.json AS_OF [LIBRARY]: prints outcome and reasons, then the page for the family.
declare(strict_types=1);
require __DIR__ . '/graduasi.php';

[, $policyFile, $householdFile, $asOf] = $argv;
try {
    $policy = new GraduasiPolicy(file_get_contents($policyFile), $argv[4] ?? 'libgraduasi.so.0');
    $household = file_get_contents($householdFile);
    $decision = $policy->decide($household, $asOf);
    echo $decision['outcome'], "\n";
    foreach ($decision['criteria'] ?? [] as $criterion) {
        echo $criterion['id'], ' ', $criterion['result'], ': ', $criterion['reason']['id'] ?? '', "\n";
    }
    echo $policy->explain($household, $asOf, 'id');
} catch (GraduasiException $exception) {
    fwrite(STDERR, $exception->getMessage() . "\n");
    exit(1);
}
