package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresTextEncodingTest {

    /** The bytes are those that PostgreSQL 15 stores: {@code select convert_to(name, encoding)}. */
    @ParameterizedTest
    @CsvSource({
        "UTF8, Счета, d0a1d187d0b5d182d0b0",
        "WIN1251, Счета, d1f7e5f2e0",
        "KOI8R, Счета, f3dec5d4c1",
        "WIN866, Счета, 91e7a5e2a0",
        "LATIN1, größe, 6772f6df65",
        "LATIN9, Prix€, 50726978a4",
        "EUC_JP, 勘定, b4aac4ea",
        "EUC_KR, 계정, b0e8c1a4",
        "EUC_CN, 账户, d5cbbba7",
        "SQL_ASCII, größe, 6772c3b6c39f65",
    })
    void a_name_is_what_its_bytes_mean_in_the_encoding(String encoding, String name, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(PostgresTextEncoding.of(encoding).decode(bytes)).isEqualTo(name);
        assertThat(PostgresTextEncoding.of(encoding).encode(name)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "SQL_ASCII, 6772f6df65, gr\\xF6\\xDFe",
        "SQL_ASCII, 5c784634, \\x5CxF4",
        "SQL_ASCII, 5c7846, \\xF",
        "UTF8, 5c784634, \\xF4",
        "WIN1251, 61983f, a\\x98?",
        "MULE_INTERNAL, 81e4, \\x81\\xE4",
        "EUC_JP, 61b4, a\\xB4",
    })
    void undecodable_bytes_are_escaped(String encoding, String hex, String name) {
        assertThat(PostgresTextEncoding.of(encoding).decode(HexFormat.of().parseHex(hex)))
                .isEqualTo(name);
    }

    /** So names can be compared as texts, and be sent to a server that only supports bytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SQL_ASCII",
                "MULE_INTERNAL",
                "WIN1251",
                "WIN1252",
                "KOI8R",
                "LATIN1",
                "LATIN8",
                "EUC_JP",
                "EUC_KR",
                "EUC_CN",
                "EUC_TW",
                "EUC_JIS_2004",
                "SJIS",
                "BIG5",
                "GBK",
                "GB18030",
                "UHC",
                "JOHAB",
                "WIN874"
            })
    void any_bytes_can_be_read_back(String encoding) {
        PostgresTextEncoding names = PostgresTextEncoding.of(encoding);
        Random random = new Random(2);
        List<String> pieces = List.of("\\x", "E4", "\\", "5C", "é", "x");

        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(1, 12)];
            random.nextBytes(bytes);
            byte[] piece = pieces.get(random.nextInt(pieces.size())).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(piece, 0, bytes, 0, Math.min(piece.length, bytes.length));

            assertThat(names.encode(names.decode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void no_two_names_become_the_same_text() {
        Set<String> names = new HashSet<>();
        int given = 0;
        for (int first = 1; first < 256; first++) {
            for (int second = 1; second < 256; second++) {
                names.add(PostgresTextEncoding.SQL_ASCII.decode(new byte[] {(byte) first, (byte) second}));
                given++;
            }
        }

        assertThat(names).hasSize(given);
    }

    @Test
    void the_statement_that_sets_it_is_read_as_pg_dump_writes_it() {
        assertThat(PostgresTextEncoding.setBy("SET client_encoding = 'WIN1251';\n"))
                .contains(PostgresTextEncoding.of("WIN1251"));
        assertThat(PostgresTextEncoding.setBy("SET client_min_messages = 'WIN1251';"))
                .isEmpty();
        assertThat(PostgresTextEncoding.setBy("SET client_encoding = 'a'; drop table t;"))
                .isEmpty();
    }
}
