package io.holdfast.retention.expiring;

import java.util.function.Supplier;

/** All or nothing. */
public interface TransactionRunner {

    <T> T inOne(Supplier<T> work);
}
