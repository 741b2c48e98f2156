package io.holdfast.retention.settings;

import io.holdfast.retention.copying.AnnounceProtectedBackups;
import io.holdfast.retention.copying.ArtifactCopier;
import io.holdfast.retention.copying.CopyDestinationProvider;
import io.holdfast.retention.copying.CopyTaskRepository;
import io.holdfast.retention.copying.DestinationBackoff;
import io.holdfast.retention.copying.FindMissingCopies;
import io.holdfast.retention.copying.MakeMissingCopies;
import io.holdfast.retention.copying.MakeMissingCopiesFactory;
import io.holdfast.retention.copying.MissingCopyQueue;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.TransactionRunner;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Provides the beans for copying. */
final class CopyingBeans {

    @Produces
    @Singleton
    FindMissingCopies findMissingCopies(CopyDestinationProvider copyDestinations, RetentionPolicies policies) {
        return new FindMissingCopies(copyDestinations, policies);
    }

    @Produces
    @Singleton
    DestinationBackoff destinationBackoff(CopyingSettings settings) {
        return new DestinationBackoff(settings.retryAfter());
    }

    @Produces
    @Singleton
    MissingCopyQueue missingCopyQueue(
            BackupRepository repository,
            TransactionRunner transactions,
            RetentionPolicies policies,
            CopyDestinationProvider copyDestinations,
            FindMissingCopies wanted,
            Clock clock) {
        return new MissingCopyQueue(repository, transactions, policies, copyDestinations, wanted, clock);
    }

    @Produces
    @Singleton
    AnnounceProtectedBackups announceProtected(
            MissingCopyQueue missingCopyQueue,
            FindMissingCopies wanted,
            BackupRepository repository,
            EventPublisher log,
            TransactionRunner transactions,
            Clock clock) {
        return new AnnounceProtectedBackups(missingCopyQueue, wanted, repository, log, transactions, clock);
    }

    @Produces
    @Singleton
    MakeMissingCopies makeCopies(
            BackupRepository repository,
            CopyTaskRepository attempts,
            EventPublisher log,
            TransactionRunner transactions,
            MissingCopyQueue missingCopyQueue,
            FindMissingCopies wanted,
            ArtifactCopier transfer,
            DestinationBackoff destinationBackoff,
            Clock clock,
            CopyingSettings settings) {
        return MakeMissingCopiesFactory.of(
                new MakeMissingCopiesFactory.Catalogue(repository, attempts, log, transactions),
                missingCopyQueue,
                wanted,
                transfer,
                destinationBackoff,
                clock,
                new MakeMissingCopiesFactory.CopyTiming(settings.lease(), settings.retryAfter()));
    }
}
