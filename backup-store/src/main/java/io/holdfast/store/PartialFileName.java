package io.holdfast.store;

/** Unsealed bytes are called {@code .<name>.partial}: hidden, and no key, so that no reader takes them for a backup. */
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

    /** The name that the file would have got; the same name where it is no partial. */
    static String finalNameOf(String fileName) {
        return isPartial(fileName)
                ? fileName.substring(PREFIX.length(), fileName.length() - SUFFIX.length())
                : fileName;
    }
}
