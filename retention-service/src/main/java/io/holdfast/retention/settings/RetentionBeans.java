package io.holdfast.retention.settings;

import io.holdfast.retention.expiring.AnnounceExpiry;
import io.holdfast.retention.expiring.AnswerOperatorRequests;
import io.holdfast.retention.expiring.BackupCopyStore;
import io.holdfast.retention.expiring.BackupEventProjection;
import io.holdfast.retention.expiring.BackupRepository;
import io.holdfast.retention.expiring.DeleteExpiredBackups;
import io.holdfast.retention.expiring.EventPublisher;
import io.holdfast.retention.expiring.FinalDeletionCheck;
import io.holdfast.retention.expiring.PlanApprovalRepository;
import io.holdfast.retention.expiring.RetentionPlanner;
import io.holdfast.retention.expiring.RetentionPolicies;
import io.holdfast.retention.expiring.SurvivingBackupCheck;
import io.holdfast.retention.expiring.TransactionRunner;
import io.holdfast.retention.expiring.TrustedClock;
import io.holdfast.retention.promoting.ApplyRetentionTiers;
import io.holdfast.retention.promoting.CopyObjectLockClient;
import io.holdfast.retention.promoting.MaintainObjectLocks;
import io.holdfast.retention.promoting.MoveCopiesToArchiveClass;
import io.holdfast.retention.promoting.PromoteBackupsToTiers;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Provides the domain's beans, so that the domain does not depend on CDI. */
final class RetentionBeans {

    @Produces
    @Singleton
    RetentionPlanner planner() {
        return new RetentionPlanner();
    }

    @Produces
    @Singleton
    SurvivingBackupCheck survivorCheck(BackupCopyStore storage, RetentionSettings settings) {
        return new SurvivingBackupCheck(storage, settings.retention().rereadingValidFor());
    }

    @Produces
    @Singleton
    BackupEventProjection backupProjection(BackupRepository repository, PlanApprovalRepository approvals) {
        return new BackupEventProjection(repository, approvals);
    }

    @Produces
    @Singleton
    AnswerOperatorRequests answerOperatorRequests(
            BackupRepository repository,
            PlanApprovalRepository approvals,
            EventPublisher log,
            RetentionPolicies policies,
            TrustedClock trustedClock) {
        return new AnswerOperatorRequests(repository, approvals, log, policies, trustedClock);
    }

    @Produces
    @Singleton
    AnnounceExpiry announceExpiry(
            BackupRepository repository,
            PlanApprovalRepository approvals,
            EventPublisher log,
            TransactionRunner transactions,
            TrustedClock trustedClock,
            SurvivingBackupCheck survivorCheck) {
        return new AnnounceExpiry(repository, approvals, log, transactions, trustedClock, survivorCheck);
    }

    @Produces
    @Singleton
    ApplyRetentionTiers applyTiers(
            BackupRepository repository,
            EventPublisher log,
            TransactionRunner transactions,
            TrustedClock trustedClock,
            CopyObjectLockClient protection) {
        return new ApplyRetentionTiers(
                repository,
                transactions,
                trustedClock,
                new PromoteBackupsToTiers(repository, log, transactions),
                new MaintainObjectLocks(repository, log, transactions, protection),
                new MoveCopiesToArchiveClass(repository, log, transactions, protection));
    }

    @Produces
    @Singleton
    FinalDeletionCheck finalCheck(
            BackupRepository repository,
            TransactionRunner transactions,
            RetentionPolicies policies,
            TrustedClock trustedClock,
            SurvivingBackupCheck survivorCheck) {
        return new FinalDeletionCheck(repository, transactions, policies, trustedClock, survivorCheck);
    }

    @Produces
    @Singleton
    DeleteExpiredBackups expireBackups(
            BackupRepository repository,
            EventPublisher log,
            TransactionRunner transactions,
            BackupCopyStore storage,
            FinalDeletionCheck finalCheck) {
        return new DeleteExpiredBackups(repository, log, transactions, storage, finalCheck);
    }
}
