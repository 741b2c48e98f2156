package io.holdfast.retention.expiring;

import java.util.function.Supplier;

/** Runs work in one database transaction. */
public interface TransactionRunner {

    <T> T inOne(Supplier<T> work);
}
