package io.holdfast.verify.verifying;

import io.holdfast.events.Copy;
import io.holdfast.events.Sha256;
import java.util.ArrayList;
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

    public VerifyBackup(Copies copies, Archives archives, Histories histories, Expectations expectations) {
        this.copies = copies;
        this.archives = archives;
        this.histories = histories;
        this.expectations = expectations;
    }

    /**
     * What was found.
     *
     * @param contents the tables, where the archive could be decoded
     */
    public record Found(Judgement judgement, Optional<Script.Whole> contents) {}

    /** Cheapest first: only bytes that are the sealed ones are worth decoding, and only decoded tables can be compared. */
    public Found verify(Backup backup) {
        List<CopyLook> looks = new ArrayList<>();
        for (Copy copy : backup.copies()) {
            looks.add(copies.look(copy));
        }
        Examination seen = new Examination(looks, decode(backup, looks));
        return new Found(Judgement.of(seen, plausibility(backup, seen.contents())), seen.contents());
    }

    private Map<Sha256, Decoding> decode(Backup backup, List<CopyLook> looks) {
        Map<Sha256, Decoding> decodings = new HashMap<>();
        for (CopyLook look : looks) {
            if (look instanceof CopyLook.Good good) {
                decodings.computeIfAbsent(good.copy().sha256(), sha256 -> archives.decode(backup, good.copy()));
            }
        }
        return decodings;
    }

    private Plausibility plausibility(Backup backup, Optional<Script.Whole> contents) {
        Plausibility found = expectations.compare(backup.kind(), backup.bytes(), contents, histories.before(backup));
        return backup.isBeyondSuspicion() ? found.withoutSuspicion() : found;
    }
}
