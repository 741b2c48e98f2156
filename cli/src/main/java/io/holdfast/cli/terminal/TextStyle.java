package io.holdfast.cli.terminal;

/** Emphasis on a terminal that may be coloured. */
public enum TextStyle {
    BOLD("1"),
    GOOD("32"),
    WORRYING("33"),
    BAD("31");

    private final String code;

    TextStyle(String code) {
        this.code = code;
    }

    /** The text in this style; the caller knows that colours are allowed. */
    String of(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /** The text, in this style where the screen has colours. */
    public String on(Terminal screen, String text) {
        return screen.colours() ? of(text) : text;
    }
}
