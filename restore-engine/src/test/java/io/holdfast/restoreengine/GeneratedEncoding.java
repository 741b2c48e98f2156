package io.holdfast.restoreengine;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Encodings of generated databases, each with letters that only some of the others have. */
enum GeneratedEncoding {
    UTF8("UTF8", StandardCharsets.UTF_8, "äßéШщ会計€𝔘\u00a0\u2028"),
    LATIN1("LATIN1", StandardCharsets.ISO_8859_1, "äßéÑ¿\u00a0ÿ\u0085"),
    WIN1251("WIN1251", Charset.forName("windows-1251"), "учётЩЯ№€ј"),
    EUC_JP("EUC_JP", Charset.forName("EUC-JP"), "会計ソ表ァわ"),
    ASCII("SQL_ASCII", StandardCharsets.UTF_8, "äШ会"),

    /** Its names and texts are not valid in any encoding. */
    BYTES("SQL_ASCII", StandardCharsets.ISO_8859_1, "\u00e4\u00ff\u0080\u00c3\u00fe"),

    /** Only its texts are not valid in any encoding. */
    BYTES_IN_ROWS("SQL_ASCII", StandardCharsets.ISO_8859_1, "\u00e4\u00ff\u0080\u00c3\u00fe");

    private final String word;
    private final Charset charset;
    private final String letters;

    GeneratedEncoding(String word, Charset charset, String letters) {
        this.word = word;
        this.charset = charset;
        this.letters = letters;
    }

    /** PostgreSQL's name of the encoding. */
    String word() {
        return word;
    }

    /** Whether {@code \x} is excluded, see the known limit of table restores. */
    boolean isWithoutEscapes() {
        return word.equals("SQL_ASCII");
    }

    String lettersOfNames() {
        return this == BYTES_IN_ROWS ? "ABC" : letters;
    }

    String letters() {
        return letters;
    }

    byte[] bytes(String text) {
        return text.getBytes(charset);
    }

    /** For the driver, which writes only UTF-8 and must not receive notices that quote other bytes. */
    String statement(String sql) {
        return charset == StandardCharsets.ISO_8859_1 && this != LATIN1
                ? "do $do$ begin set local client_min_messages = error; execute convert_from(decode('"
                        + HexFormat.of().formatHex(bytes(sql)) + "', 'hex'), 'SQL_ASCII'); end $do$"
                : sql;
    }
}
