package io.holdfast.cli.evidence.page;

/** Escapes untrusted text for a page. */
final class HtmlEscaper {

    private HtmlEscaper() {}

    /** The text, safe between tags and in quoted attributes. */
    static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isShown(point) ? point : 0xFFFD);
            }
        });
        return safe.toString();
    }

    /** Excludes control characters, and characters that change the direction of the text around them. */
    private static boolean isShown(int point) {
        int type = Character.getType(point);
        return point == '\n' || (type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE);
    }
}
