package io.holdfast.postgrestools;

/**
 * A setting that was decoded without losing characters. Java decodes environment variables in the charset of the locale, and replaces what
 * it cannot decode by U+FFFD. If the locale is {@code C}, a password with an umlaut becomes another password.
 */
public final class SettingDecodingCheck {

    private static final char REPLACEMENT = '\ufffd';

    private SettingDecodingCheck() {}

    /**
     * Returns the value.
     *
     * @param setting its name, for the message
     * @throws IllegalArgumentException if characters were lost; the message does not quote the value
     */
    public static String required(String setting, String value) {
        if (value.indexOf(REPLACEMENT) >= 0) {
            throw new IllegalArgumentException(setting + " contains characters that the locale of this service ("
                    + ProgramArgumentEncodingCheck.charset() + ") could not read from the environment."
                    + " Start the service with LC_ALL=C.UTF-8, or store the value in a file.");
        }
        return value;
    }
}
