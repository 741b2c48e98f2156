package io.holdfast.postgrestools;

import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the roles that a grant, a revocation or a policy of an archive names, in the format of pg_dump: after {@code TO} and {@code FROM},
 * after {@code ROLE} of default privileges, and after {@code AUTHORIZATION} of a grant by another role. Other names, literals and text in
 * parentheses are skipped. Texts and names have one character for each byte.
 */
final class GrantStatementRoleParser {

    private static final Set<String> BEFORE_NAMES = Set.of("TO", "FROM", "ROLE", "AUTHORIZATION");
    private static final String EVERYBODY = "PUBLIC";

    private final String text;
    private final Set<String> names = new TreeSet<>();
    private int at;
    private int depth;
    private boolean isList;

    /** A list of names ends at the token that follows a name without a comma. */
    private boolean isNext;

    private GrantStatementRoleParser(String text) {
        this.text = text;
    }

    static Set<String> of(String statements) {
        GrantStatementRoleParser granteeReader = new GrantStatementRoleParser(statements);
        granteeReader.read();
        return granteeReader.names;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                quoted('\'');
                isList = false;
            } else if (c == '"') {
                word(quoted('"'), true);
            } else if (isOfWord(c)) {
                word(bare(), false);
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                isList &= c == ',' || Character.isWhitespace(c);
                isNext |= c == ',';
                at++;
            }
        }
    }

    private void word(String word, boolean isQuoted) {
        if (depth == 0 && isList && isNext) {
            if (isQuoted || !word.equals(EVERYBODY)) {
                names.add(word);
            }
            isNext = false;
            return;
        }
        isList = !isQuoted && BEFORE_NAMES.contains(word);
        isNext = isList;
    }

    private String quoted(char quote) {
        StringBuilder name = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                if (at == text.length() || text.charAt(at) != quote) {
                    break;
                }
                at++;
            }
            name.append(c);
        }
        return name.toString();
    }

    private String bare() {
        int from = at;
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }
}
