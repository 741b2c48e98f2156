package io.holdfast.verify.verifying;

import java.util.UUID;

/**
 * One verification, leased to one worker. Only the current attempt can record a verdict.
 *
 * @param attempt from 1
 * @param tries how many inconclusive verifications went before
 * @param scope what of the backup is to be read
 */
public record VerificationClaim(
        UUID verification, int attempt, int tries, UUID worker, BackupToVerify backup, ReadScope scope) {}
