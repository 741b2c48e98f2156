package io.holdfast.restoreengine;

import io.holdfast.restoreengine.server.SqlQuoting;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Generates unique names as PostgreSQL permits them: any character of an encoding except NUL, up to 63 bytes. */
final class GeneratedNames {

    private static final int LONGEST = 63;

    private static final List<String> ODD = List.of(
            "\"", "'", " ", ".", "\n", "\t", "\\", "%", "\r", "$", "$$", ";", "--", "/*", "*/", "(", ")", ",", "{", "=",
            "\u0001", ":", "%s", "\\.", "\\x", "  ", "&", "<", "@", "#", "?", "!");

    private static final List<String> WORDS = List.of(
            "select",
            "table",
            "TABLE DATA",
            "user",
            "id",
            "Order",
            "COPY",
            "from",
            "public",
            "oid",
            "ONLY",
            "null",
            "0",
            "-",
            "ctids",
            "FK CONSTRAINT",
            "DEFAULT");

    private final Random random;
    private final GeneratedEncoding encoding;
    /** A database has this schema already. */
    private final Set<String> given = new HashSet<>(Set.of("public"));

    GeneratedNames(Random random, GeneratedEncoding encoding) {
        this.random = random;
        this.encoding = encoding;
    }

    /** The quoted name for statements. */
    String quoted() {
        return SqlQuoting.name(next());
    }

    String next() {
        String name = cut(
                random.nextInt(5) == 0
                        ? WORDS.get(random.nextInt(WORDS.size()))
                        : text(1 + random.nextInt(12), encoding.lettersOfNames()));
        while (!given.add(name)) {
            name = cut(letter(encoding.lettersOfNames()) + name) + given.size();
        }
        return name;
    }

    /** Any text in the encoding, including text that is not a name. */
    String text(int parts) {
        return text(parts, encoding.letters());
    }

    private String text(int parts, String letters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts; i++) {
            text.append(
                    switch (random.nextInt(5)) {
                        case 0 -> ODD.get(random.nextInt(ODD.size()));
                        case 1, 2 -> letter(letters);
                        default -> String.valueOf((char) ('a' + random.nextInt(26)));
                    });
        }
        return encoding.isWithoutEscapes() ? text.toString().replace("\\x", "\\_") : text.toString();
    }

    private String letter(String letters) {
        int[] all = letters.codePoints().toArray();
        return Character.toString(all[random.nextInt(all.length)]);
    }

    /** Leaves three bytes for a number at the end. */
    private String cut(String name) {
        String cut = name;
        while (encoding.bytes(cut).length > LONGEST - 3) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
