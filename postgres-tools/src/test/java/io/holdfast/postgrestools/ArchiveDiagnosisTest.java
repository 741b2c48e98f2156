package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveDiagnosisTest {

    // Said by pg_restore 15 and 17 about truncated, zeroed and bit-flipped archives of every compression.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "could not read from input file: end of file",
                "could not uncompress data: incorrect data check",
                "could not uncompress data: (null)",
                "could not decompress data: Data corruption detected",
                "could not decompress: ERROR_decompressionFailed",
                "input file is too short (read 0, expected 5)",
                "entry ID -2029 out of range -- perhaps a corrupt TOC",
                "unexpected data offset flag 3",
                "could not uncompress data: invalid distance too far back",
                "input file does not appear to be a valid archive"
            })
    void damage_is_evidence_against_the_bytes(String said) {
        assertThat(finding(1, "pg_restore: error: " + said)).isEqualTo(ArchiveDiagnosis.Finding.DAMAGED);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 'pg_restore: error: unsupported version (1.16) in file header', NOT_READABLE_HERE",
        "1, 'pg_restore: error: could not open input file \"/x\": No such file or directory', NO_ACCESS",
        "1, 'pg_restore: error: could not read from input file: Input/output error', NO_ACCESS",
        "1, 'out of memory', INTERRUPTED",
        "137, '', INTERRUPTED",
        "143, '', INTERRUPTED",
        "1, 'pg_restore: error: something new', OTHER"
    })
    void what_was_not_judged_is_no_evidence(int exitCode, String said, ArchiveDiagnosis.Finding expected) {
        assertThat(finding(exitCode, said)).isEqualTo(expected);
    }

    @Test
    void a_crash_while_decoding_is_evidence_against_the_bytes() {
        assertThat(finding(139, "")).isEqualTo(ArchiveDiagnosis.Finding.DAMAGED);
    }

    private static ArchiveDiagnosis.Finding finding(int exitCode, String said) {
        return ArchiveDiagnosis.of(Complaints.ended(exitCode, said)).finding();
    }
}
