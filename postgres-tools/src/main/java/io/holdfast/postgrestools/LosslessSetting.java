package io.holdfast.postgrestools;

/**
 * A setting of which no character was lost on its way. Java decodes variables of the environment in the charset of the locale, and puts
 * U+FFFD where it cannot: a password with an umlaut becomes another password where the locale is {@code C}.
 */
public final class LosslessSetting {

    private static final char REPLACEMENT = '\ufffd';

    private LosslessSetting() {}

    /**
     * The value itself.
     *
     * @param setting its name, for the message
     * @throws IllegalArgumentException if characters of it were lost; the message does not quote it
     */
    public static String required(String setting, String value) {
        if (value.indexOf(REPLACEMENT) >= 0) {
            throw new IllegalArgumentException(setting + " has characters that the locale of this service ("
                    + NativeEncodingCheck.charset() + ") could not read from the environment."
                    + " Start the service with LC_ALL=C.UTF-8, or write the value into a file.");
        }
        return value;
    }
}
