package io.holdfast.postgrestools;

import java.util.Optional;
import java.util.regex.Pattern;

/** Removes passwords and connection strings from the output of a program. */
final class SecretRedaction {

    private static final Pattern PASSWORD = Pattern.compile(
            "(?i)\\b(\\w*(?:password|passwd|pwd|secret))\\s*[=:]\\s*(?:'(?:[^'\\\\]|\\\\.)*'|\"[^\"]*\"|\\S+)");
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\b(postgres(?:ql)?)://[^\\s\"']+");
    private static final Pattern PARAMETERS =
            Pattern.compile("(?i)\\b(?:host|hostaddr)\\s*=\\s*\\S+(?:\\s+\\w+\\s*=\\s*\\S+)+");

    private final Optional<Secret> secret;

    SecretRedaction(Optional<Secret> secret) {
        this.secret = secret;
    }

    String of(String text) {
        String known = secret.map(Secret::reveal)
                .filter(value -> !value.isEmpty())
                .map(value -> text.replace(value, "***"))
                .orElse(text);
        String assigned = PASSWORD.matcher(known).replaceAll("$1=***");
        String addressed = ADDRESS.matcher(assigned).replaceAll("$1://***");
        return PARAMETERS.matcher(addressed).replaceAll("***");
    }
}
