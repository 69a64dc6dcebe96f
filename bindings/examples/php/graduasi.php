<?php
// Graduasi from PHP through its FFI: a policy is compiled once, a household goes in as JSON or as an array, and the decision comes
// back as an array. Copy this file into an application; it needs the FFI extension and libgraduasi.so.0.
declare(strict_types=1);

// What a call was refused for; one line for each finding.
final class GraduasiException extends RuntimeException
{
}

final class GraduasiPolicy
{
    // Of graduasi.h only what is used here.
    private const HEADER = <<<'C'
        typedef struct graduasi_error graduasi_error;
        typedef struct graduasi_policy graduasi_policy;
        typedef struct graduasi_decision graduasi_decision;
        typedef struct graduasi_decide_options graduasi_decide_options;
        size_t graduasi_error_count(const graduasi_error* error);
        const char* graduasi_error_message(const graduasi_error* error, size_t index);
        const char* graduasi_error_path(const graduasi_error* error, size_t index);
        int32_t graduasi_error_line(const graduasi_error* error, size_t index);
        int32_t graduasi_error_column(const graduasi_error* error, size_t index);
        void graduasi_error_free(graduasi_error* error);
        int32_t graduasi_day_parse(const char* text, size_t size, int32_t* days, graduasi_error** error);
        int32_t graduasi_policy_parse(const char* text, size_t size, graduasi_policy** out, graduasi_error** error);
        void graduasi_policy_free(graduasi_policy* policy);
        int32_t graduasi_decide_json(const graduasi_policy* policy, const char* json, size_t size, int32_t as_of_days,
                                     const graduasi_decide_options* options, graduasi_decision** out, graduasi_error** error);
        const char* graduasi_decision_json(const graduasi_decision* decision);
        const char* graduasi_decision_text(const graduasi_decision* decision, int32_t language);
        void graduasi_decision_free(graduasi_decision* decision);
        C;
    private const LANGUAGES = ['id' => 1, 'en' => 2];

    private FFI $ffi;
    private FFI\CData $policy;

    // $text: the policy as its authors write it. $library: where libgraduasi is, if the system does not know.
    public function __construct(string $text, string $library = 'libgraduasi.so.0')
    {
        $this->ffi = FFI::cdef(self::HEADER, $library);
        $this->policy = $this->ffi->new('graduasi_policy*');
        $error = $this->ffi->new('graduasi_error*');
        $this->check($this->ffi->graduasi_policy_parse($text, strlen($text), FFI::addr($this->policy), FFI::addr($error)), $error);
    }

    public function __destruct()
    {
        if (isset($this->policy)) {
            $this->ffi->graduasi_policy_free($this->policy);
        }
    }

    // The decision about one household on a day written 2026-06-15, as graduasi.v1.Decision in JSON, decoded.
    public function decide(string|array $household, string $asOf): array
    {
        return $this->with($household, $asOf, fn (FFI\CData $decision): array => json_decode(
            $this->read($this->ffi->graduasi_decision_json($decision)), true, 512, JSON_THROW_ON_ERROR));
    }

    // The decision as a page of text; $language is 'id' or 'en'.
    public function explain(string|array $household, string $asOf, string $language = 'id'): string
    {
        $code = self::LANGUAGES[$language] ?? throw new InvalidArgumentException("The language is 'id' or 'en'.");
        return $this->with($household, $asOf,
            fn (FFI\CData $decision): string => $this->read($this->ffi->graduasi_decision_text($decision, $code)));
    }

    private function with(string|array $household, string $asOf, callable $read): mixed
    {
        $json = is_string($household) ? $household : json_encode($household, JSON_THROW_ON_ERROR);
        $day = $this->ffi->new('int32_t');
        $error = $this->ffi->new('graduasi_error*');
        $this->check($this->ffi->graduasi_day_parse($asOf, strlen($asOf), FFI::addr($day), FFI::addr($error)), $error);
        $decision = $this->ffi->new('graduasi_decision*');
        $this->check($this->ffi->graduasi_decide_json($this->policy, $json, strlen($json), $day->cdata, null,
            FFI::addr($decision), FFI::addr($error)), $error);
        try {
            return $read($decision);
        } finally {
            $this->ffi->graduasi_decision_free($decision);
        }
    }

    // PHP makes a string of a `const char*` by itself; null: memory ran out.
    private function read(?string $text): string
    {
        return $text ?? throw new GraduasiException('Out of memory.');
    }

    private function check(int $status, FFI\CData $error): void
    {
        if ($status === 0) {
            return;
        }
        $lines = [];
        for ($i = 0; $i < $this->ffi->graduasi_error_count($error); ++$i) {
            $line = $this->ffi->graduasi_error_line($error, $i);
            $place = $line > 0 ? $line . ':' . $this->ffi->graduasi_error_column($error, $i) . ': ' : '';
            $path = $this->ffi->graduasi_error_path($error, $i);
            $lines[] = $place . ($path === '' ? '' : $path . ': ') . $this->ffi->graduasi_error_message($error, $i);
        }
        $this->ffi->graduasi_error_free($error);
        throw new GraduasiException(implode("\n", $lines), $status);
    }
}
