package io.holdfast.verify.verifying;

import java.util.UUID;

/**
 * One verification, leased to one worker. Only the current attempt can record a verdict.
 *
 * @param attempt number of the attempt, from 1
 * @param tries number of inconclusive verifications before this one
 * @param scope parts of the backup to read
 */
public record VerificationClaim(
        UUID verification, int attempt, int tries, UUID worker, BackupToVerify backup, VerificationScope scope) {}
