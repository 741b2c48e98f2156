package io.holdfast.retention.postgres;

import io.holdfast.retention.expiring.TransactionRunner;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Runs transactions on the catalog database. */
@ApplicationScoped
class JtaTransactionRunner implements TransactionRunner {

    @Override
    public <T> T inOne(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(work::get);
    }
}
