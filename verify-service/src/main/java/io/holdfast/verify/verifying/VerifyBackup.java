package io.holdfast.verify.verifying;

import io.holdfast.events.Copy;
import io.holdfast.events.Finding;
import io.holdfast.events.Sha256;
import io.holdfast.restoring.contents.Decoding;
import io.holdfast.restoring.contents.Script;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at every copy of one backup and judges what was seen. */
public final class VerifyBackup {

    private final Copies copies;
    private final Archives archives;
    private final Histories histories;
    private final Expectations expectations;
    private final Trusting trusting;

    public VerifyBackup(
            Copies copies, Archives archives, Histories histories, Expectations expectations, Trusting trusting) {
        this.copies = copies;
        this.archives = archives;
        this.histories = histories;
        this.expectations = expectations;
        this.trusting = trusting;
    }

    /**
     * What was found.
     *
     * @param looks one for each copy that was looked at
     * @param contents the tables, where the archive was decoded
     */
    public record Found(Judgement judgement, List<CopyLook> looks, Optional<Script.Whole> contents) {

        public Found {
            looks = List.copyOf(looks);
        }
    }

    /** Cheapest first: only bytes that are the sealed ones are worth decoding, and only decoded tables can be compared. */
    public Found verify(Backup backup, Scope scope) {
        List<CopyLook> looks = look(backup, scope);
        Examination seen =
                new Examination(looks, decode(backup, looks, scope), trusting.trustedLevel(backup.database()));
        Plausibility plausibility = plausibility(backup, scope, seen.contents()).and(beside(backup, looks));
        return new Found(Judgement.of(seen, plausibility), looks, seen.contents());
    }

    /** Where one copy is bad, the backup is as good as the others, so they are looked at now. */
    private List<CopyLook> look(Backup backup, Scope scope) {
        List<CopyLook> looks = new ArrayList<>();
        scope.due().forEach(copy -> looks.add(copies.look(copy)));
        if (looks.stream().anyMatch(CopyLook.Bad.class::isInstance)) {
            backup.copies().stream()
                    .filter(copy -> !scope.due().contains(copy))
                    .forEach(copy -> looks.add(copies.look(copy)));
        }
        return looks;
    }

    private Map<Sha256, Decoding> decode(Backup backup, List<CopyLook> looks, Scope scope) {
        Map<Sha256, Decoding> decodings = new HashMap<>();
        for (Copy copy : nearestFirst(looks, CopyLook.Good.class)) {
            if (!scope.isWhole() && scope.decoded().contains(copy.sha256())) {
                decodings.put(copy.sha256(), new Decoding.DecodedBefore());
            } else if (!(decodings.get(copy.sha256()) instanceof Decoding known) || known.isWorthAnotherCopy()) {
                decodings.put(copy.sha256(), archives.decode(backup, copy));
            }
        }
        // An archive class can be asked for its checksum, not for its bytes.
        nearestFirst(looks, CopyLook.Vouched.class).stream()
                .filter(copy -> scope.decoded().contains(copy.sha256()))
                .forEach(copy -> decodings.putIfAbsent(copy.sha256(), new Decoding.DecodedBefore()));
        return decodings;
    }

    private List<Copy> nearestFirst(List<CopyLook> looks, Class<? extends CopyLook> kind) {
        return looks.stream()
                .filter(kind::isInstance)
                .map(CopyLook::copy)
                .sorted(Comparator.comparingInt(copies::distance))
                .toList();
    }

    /** Somebody was at the storage, and that is a reason to look, also at a backup that was verified before. */
    private Plausibility beside(Backup backup, List<CopyLook> looks) {
        List<Finding> altered = looks.stream()
                .filter(look -> look instanceof CopyLook.Good || look instanceof CopyLook.Vouched)
                .flatMap(look -> copies.companions(look.copy()).stream())
                .toList();
        List<Finding> faults = nearestFirst(looks, CopyLook.Good.class).stream()
                .map(copies::sourceFaults)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        Plausibility found = new Plausibility(altered, faults);
        return backup.accepted() ? found.withoutSuspicion() : found;
    }

    private Plausibility plausibility(Backup backup, Scope scope, Optional<Script.Whole> contents) {
        if (!scope.isWhole()) {
            return Plausibility.NOTHING_NOTICED;
        }
        Plausibility found = expectations.compare(backup.kind(), backup.bytes(), contents, histories.before(backup));
        return backup.isBeyondSuspicion() ? found.withoutSuspicion() : found;
    }
}
