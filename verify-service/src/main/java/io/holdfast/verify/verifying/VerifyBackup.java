package io.holdfast.verify.verifying;

import io.holdfast.events.BackupCopyRecord;
import io.holdfast.events.Finding;
import io.holdfast.events.Sha256;
import io.holdfast.restoreengine.contents.ArchiveDecodeResult;
import io.holdfast.restoreengine.contents.RestoreScriptReadResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the copies of one backup and decides the verdict. */
public final class VerifyBackup {

    private final CopyReader copies;
    private final DumpArchiveDecoder archives;
    private final BackupHistoryQueries histories;
    private final BackupPlausibilityCheck plausibilityCheck;
    private final TrustedLevelPolicy trustedLevelPolicy;

    public VerifyBackup(
            CopyReader copies,
            DumpArchiveDecoder archives,
            BackupHistoryQueries histories,
            BackupPlausibilityCheck plausibilityCheck,
            TrustedLevelPolicy trustedLevelPolicy) {
        this.copies = copies;
        this.archives = archives;
        this.histories = histories;
        this.plausibilityCheck = plausibilityCheck;
        this.trustedLevelPolicy = trustedLevelPolicy;
    }

    /**
     * The result of a verification.
     *
     * @param looks one result for each copy that was read
     * @param contents the tables, if the archive was decoded
     */
    public record Found(
            DecideVerdict judgement, List<CopyReadResult> looks, Optional<RestoreScriptReadResult.Whole> contents) {

        public Found {
            looks = List.copyOf(looks);
        }
    }

    /** Runs the cheapest checks first. Only correct bytes are worth decoding, and only decoded tables can be compared. */
    public Found verify(BackupToVerify backup, VerificationScope verificationScope) {
        List<CopyReadResult> looks = readCopies(backup, verificationScope);
        VerificationCheckResults seen = new VerificationCheckResults(
                looks, decode(backup, looks, verificationScope), trustedLevelPolicy.trustedLevel(backup.database()));
        BackupPlausibilityResult plausibilityResult =
                plausibilityResult(backup, verificationScope, seen.contents()).and(beside(backup, looks));
        return new Found(DecideVerdict.of(seen, plausibilityResult), looks, seen.contents());
    }

    /** If a due copy is bad, the backup depends on the other copies, so they are read too. */
    private List<CopyReadResult> readCopies(BackupToVerify backup, VerificationScope verificationScope) {
        List<CopyReadResult> looks = new ArrayList<>();
        verificationScope.due().forEach(copy -> looks.add(copies.read(copy)));
        if (looks.stream().anyMatch(CopyReadResult.Bad.class::isInstance)) {
            backup.copies().stream()
                    .filter(copy -> !verificationScope.due().contains(copy))
                    .forEach(copy -> looks.add(copies.read(copy)));
        }
        return looks;
    }

    private Map<Sha256, ArchiveDecodeResult> decode(
            BackupToVerify backup, List<CopyReadResult> looks, VerificationScope verificationScope) {
        Map<Sha256, ArchiveDecodeResult> archiveDecodeResults = new HashMap<>();
        for (BackupCopyRecord copy : nearestFirst(looks, CopyReadResult.Good.class)) {
            if (!verificationScope.isWhole() && verificationScope.decoded().contains(copy.sha256())) {
                archiveDecodeResults.put(copy.sha256(), new ArchiveDecodeResult.DecodedBefore());
            } else if (!(archiveDecodeResults.get(copy.sha256()) instanceof ArchiveDecodeResult known)
                    || known.isWorthAnotherCopy()) {
                archiveDecodeResults.put(copy.sha256(), archives.decode(backup, copy));
            }
        }
        // A storage can return the checksum of an archived copy, but not its bytes.
        nearestFirst(looks, CopyReadResult.Vouched.class).stream()
                .filter(copy -> verificationScope.decoded().contains(copy.sha256()))
                .forEach(copy ->
                        archiveDecodeResults.putIfAbsent(copy.sha256(), new ArchiveDecodeResult.DecodedBefore()));
        return archiveDecodeResults;
    }

    private List<BackupCopyRecord> nearestFirst(List<CopyReadResult> looks, Class<? extends CopyReadResult> kind) {
        return looks.stream()
                .filter(kind::isInstance)
                .map(CopyReadResult::copy)
                .sorted(Comparator.comparingInt(copies::distance))
                .toList();
    }

    /**
     * Changed companions mean that somebody changed the storage. That is a suspicion even for a backup that was verified
     * before.
     */
    private BackupPlausibilityResult beside(BackupToVerify backup, List<CopyReadResult> looks) {
        List<Finding> altered = looks.stream()
                .filter(look -> look instanceof CopyReadResult.Good || look instanceof CopyReadResult.Vouched)
                .flatMap(look -> copies.companions(look.copy()).stream())
                .toList();
        List<Finding> faults = nearestFirst(looks, CopyReadResult.Good.class).stream()
                .map(copies::sourceFaults)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        BackupPlausibilityResult found = new BackupPlausibilityResult(altered, faults);
        return backup.accepted() ? found.withoutSuspicion() : found;
    }

    private BackupPlausibilityResult plausibilityResult(
            BackupToVerify backup,
            VerificationScope verificationScope,
            Optional<RestoreScriptReadResult.Whole> contents) {
        if (!verificationScope.isWhole()) {
            return BackupPlausibilityResult.NOTHING_NOTICED;
        }
        BackupPlausibilityResult found =
                plausibilityCheck.compare(backup.kind(), backup.bytes(), contents, histories.before(backup));
        return backup.isBeyondSuspicion() ? found.withoutSuspicion() : found;
    }
}
