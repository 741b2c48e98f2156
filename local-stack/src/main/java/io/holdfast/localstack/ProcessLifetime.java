package io.holdfast.localstack;

/** How long a started process may live. */
public enum ProcessLifetime {
    /** Ends with this JVM, however this JVM ends. */
    BOUND,
    /** Outlives this JVM, until somebody stops it. */
    DETACHED
}
