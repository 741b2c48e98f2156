package io.holdfast.store;

/**
 * Unsealed bytes are named {@code .<name>.partial}. Such a name is hidden and not a valid key, so no reader treats the file as a backup.
 */
public final class PartialFileName {

    private static final String PREFIX = ".";
    private static final String SUFFIX = ".partial";

    private PartialFileName() {}

    public static String of(ObjectKey key) {
        return PREFIX + key + SUFFIX;
    }

    static boolean isPartial(String fileName) {
        return fileName.startsWith(PREFIX)
                && fileName.endsWith(SUFFIX)
                && fileName.length() > PREFIX.length() + SUFFIX.length();
    }

    /** The final name of a partial file; the same name if it is not partial. */
    static String finalNameOf(String fileName) {
        return isPartial(fileName)
                ? fileName.substring(PREFIX.length(), fileName.length() - SUFFIX.length())
                : fileName;
    }
}
