package io.holdfast.localstack;

/** How long a started process lives. */
public enum ProcessLifetime {
    /** Ends with this JVM, however this JVM ends. */
    BOUND,
    /** Outlives this JVM, until it is stopped. */
    DETACHED
}
