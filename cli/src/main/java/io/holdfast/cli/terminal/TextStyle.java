package io.holdfast.cli.terminal;

/** Styles of text on a terminal with colors. */
public enum TextStyle {
    BOLD("1"),
    GOOD("32"),
    WORRYING("33"),
    BAD("31");

    private final String code;

    TextStyle(String code) {
        this.code = code;
    }

    /** The text in this style, for a caller that has checked that colors are allowed. */
    String of(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** The text, in this style if the terminal has colors. */
    public String on(Terminal screen, String text) {
        return screen.colours() ? of(text) : text;
    }
}
