package io.holdfast.restoreengine.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FingerprintPropertyTest {

    @Property
    void is_the_sum_of_the_rows_hashes(@ForAll("tables") List<String> rows) throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        BigInteger sum = BigInteger.ZERO;
        for (String row : rows) {
            sum = sum.add(new BigInteger(1, sha256.digest(row.getBytes(UTF_8))));
        }

        Fingerprint fingerprint = fingerprint(rows);

        assertThat(fingerprint)
                .isEqualTo(new Fingerprint(rows.size(), "%064x".formatted(sum.mod(BigInteger.TWO.pow(256)))));
    }

    @Property
    void does_not_depend_on_the_order_of_rows(@ForAll("tables") List<String> rows, @ForAll Random random) {
        List<String> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);

        assertThat(fingerprint(shuffled)).isEqualTo(fingerprint(rows));
    }

    @Property
    void does_not_depend_on_how_the_script_arrives(
            @ForAll("tables") List<String> rows, @ForAll @IntRange(min = 1, max = 9) int chunk) {
        byte[] script = script(rows).getBytes(UTF_8);
        RestoreScriptReader reader = new RestoreScriptReader(1 << 20);
        for (int from = 0; from < script.length; from += chunk) {
            reader.take(script, from, Math.min(chunk, script.length - from));
        }

        assertThat(only(reader.finish()).fingerprint()).isEqualTo(fingerprint(rows));
    }

    @Property
    void of_two_parts_adds_up_to_that_of_the_whole(
            @ForAll("tables") List<String> some, @ForAll("tables") List<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);

        assertThat(fingerprint(some).plus(fingerprint(others))).isEqualTo(fingerprint(all));
    }

    @Property
    void changes_with_any_row(@ForAll("tables") List<String> rows, @ForAll("rows") String other, @ForAll int index) {
        Assume.that(!rows.isEmpty());
        int changed = Math.floorMod(index, rows.size());
        Assume.that(!rows.get(changed).equals(other));
        List<String> tampered = new ArrayList<>(rows);
        tampered.set(changed, other);

        assertThat(fingerprint(tampered)).isNotEqualTo(fingerprint(rows));
    }

    @Property
    void changes_when_a_row_is_lost_or_doubled(@ForAll("tables") List<String> rows, @ForAll("rows") String row) {
        List<String> more = new ArrayList<>(rows);
        more.add(row);

        assertThat(fingerprint(more)).isNotEqualTo(fingerprint(rows));
    }

    @Property
    void a_newline_is_found_wherever_it_is(
            @ForAll byte[] bytes, @ForAll @IntRange(max = 8) int from, @ForAll @IntRange(max = 8) int less) {
        int begin = Math.min(from, bytes.length);
        int end = Math.max(begin, bytes.length - less);
        int expected = -1;
        for (int i = end - 1; i >= begin; i--) {
            expected = bytes[i] == '\n' ? i : expected;
        }

        assertThat(NewlineScanner.next(bytes, begin, end)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> rows() {
        return Arbitraries.strings()
                .withChars('a', 'b', '\\', '.', '\t', ';', '"', '\'', '-', 'ü')
                .ofMaxLength(12)
                .filter(row -> !row.equals("\\."));
    }

    @Provide
    Arbitrary<List<String>> tables() {
        return rows().list().ofMaxSize(20);
    }

    private static Fingerprint fingerprint(List<String> rows) {
        byte[] script = script(rows).getBytes(UTF_8);
        RestoreScriptReader reader = new RestoreScriptReader(1 << 20);
        reader.take(script, 0, script.length);
        return only(reader.finish()).fingerprint();
    }

    private static TableContentFingerprint only(RestoreScriptReadResult script) {
        return ((RestoreScriptReadResult.Whole) script).tables().getFirst();
    }

    private static String script(List<String> rows) {
        StringBuilder script = new StringBuilder("COPY public.t (c) FROM stdin;\n");
        rows.forEach(row -> script.append(row).append('\n'));
        return script.append("\\.\n\n").toString();
    }
}
